"""Five-fold cross-validation of LightGBM with its defaults, for the network to be held against.

Usage: python lightgbm_folds.py FOLDER > lightgbm_folds.json

The folder holds the three public tables. The folds are those of test/deep/lightgbm.test.ts: the
n-th customer of either kind, in the order of the file, stands in fold n modulo 5.
"""

import json
import sys
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
from sklearn.metrics import log_loss, roc_auc_score

FOLDS = 5


def churn_modelling(folder):
    table = pd.read_csv(folder / "churn-modelling.csv")
    return table.drop(columns=["RowNumber", "CustomerId", "Surname", "Exited"]), table.Exited == 1


def telco_ibm(folder):
    table = pd.read_csv(folder / "telco-ibm.csv")
    table["TotalCharges"] = pd.to_numeric(table.TotalCharges, errors="coerce")
    return table.drop(columns=["customerID", "Churn"]), table.Churn == "Yes"


def telco_maven(folder):
    """Stayed against churned, without places and without what is known only afterwards."""
    table = pd.read_csv(
        folder / "telco-maven-reasons.csv", encoding="utf-8-sig", keep_default_na=False
    )
    table.columns = table.columns.str.strip()
    table = table[table.Customerstatus != "Joined"].reset_index(drop=True)
    left = table.Customerstatus == "Churned"
    places = ["City", "Zipcode", "Latitude", "Longitude"]
    afterwards = ["Churncategory", "Churnreason"]
    table = table.drop(columns=["Customerid", "Customerstatus", *places, *afterwards])
    for name in table:
        numbers = pd.to_numeric(table[name], errors="coerce")
        if numbers.notna().mean() > 0.5 and table[name].nunique() > 2:
            table[name] = numbers
    return table, left


def as_categories(table):
    words = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    return table.astype({name: "category" for name in words})


def fold_of_each(left):
    folds = np.zeros(len(left), dtype=int)
    for kind in (False, True):
        rows = np.flatnonzero(left == kind)
        folds[rows] = np.arange(len(rows)) % FOLDS
    return folds


def measure(table, left):
    table, left = as_categories(table), left.to_numpy()
    folds = fold_of_each(left)
    auc, loss = [], []
    for fold in range(FOLDS):
        test = folds == fold
        model = lightgbm.LGBMClassifier(random_state=0, deterministic=True, n_jobs=1, verbose=-1)
        model.fit(table[~test], left[~test])
        probabilities = model.predict_proba(table[test])[:, 1]
        auc.append(round(roc_auc_score(left[test], probabilities), 6))
        loss.append(round(log_loss(left[test], probabilities), 6))
    return {"rows": len(left), "columns": table.shape[1], "rocAuc": auc, "logLoss": loss}


folder = Path(sys.argv[1])
tables = {"churn-modelling": churn_modelling, "telco-ibm": telco_ibm, "telco-maven": telco_maven}
figures = {name: measure(*read(folder)) for name, read in tables.items()}
print(json.dumps({"lightgbm": lightgbm.__version__, **figures}, indent=2))
