"""Trains a network in Keras as its users do, for `import` to take in.

    python exchange_import.py FOLDER

The folder holds customers.csv. Writes net.h5, columns.json (what scikit-learn fitted) and
split.json beside it, and prints one line of JSON: what Keras says about each customer.
"""

import json
import sys
from pathlib import Path

import keras
import pandas
from sklearn.compose import ColumnTransformer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDER = Path(sys.argv[1])
NUMBERS = ["CreditScore", "Age", "Tenure", "Balance", "EstimatedSalary"]
WORDS = ["Geography", "Gender", "NumOfProducts"]
YES_OR_NO = ["HasCrCard", "IsActiveMember"]

keras.utils.set_random_seed(1)
table = pandas.read_csv(FOLDER / "customers.csv")
train, test = train_test_split(table.index, test_size=0.4, random_state=1, stratify=table["Exited"])
validation, test = train_test_split(test, test_size=0.5, random_state=1)

encode = ColumnTransformer(
    [
        ("numbers", StandardScaler(), NUMBERS),
        ("words", OneHotEncoder(drop="first", sparse_output=False), WORDS),
        ("yes or no", "passthrough", YES_OR_NO),
    ]
).fit(table.loc[train])

layers = keras.layers
model = keras.Sequential(
    [
        layers.Dense(32, activation="relu"),
        layers.BatchNormalization(),
        layers.Dropout(0.2),
        layers.Dense(16, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile("adam", "binary_crossentropy")
model.fit(encode.transform(table.loc[train]), table.loc[train, "Exited"], epochs=5, verbose=0)
model.save(FOLDER / "net.h5")

scaler, one_hot = encode.named_transformers_["numbers"], encode.named_transformers_["words"]
columns = {
    "format": "churn-card-columns",
    "target": "Exited",
    "positive": 1,
    "columns": [
        *[
            {"name": name, "type": "numeric", "mean": mean, "scale": scale}
            for name, mean, scale in zip(NUMBERS, scaler.mean_, scaler.scale_)
        ],
        *[
            {"name": name, "type": "categorical", "categories": words.tolist(), "drop": words.tolist()[0]}
            for name, words in zip(WORDS, one_hot.categories_)
        ],
        *[{"name": name, "type": "boolean", "values": [0, 1]} for name in YES_OR_NO],
    ],
}
(FOLDER / "columns.json").write_text(json.dumps(columns, indent=2))
split = {"train": train.tolist(), "val": validation.tolist(), "test": test.tolist()}
(FOLDER / "split.json").write_text(json.dumps(split))
print(json.dumps(model.predict(encode.transform(table), verbose=0)[:, 0].tolist()))
