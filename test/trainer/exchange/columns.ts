/** A preprocess file as a person writes it: a network of 3 + 2 + 1 + 1 inputs. */
export const COLUMNS = `format: churn-card-columns
target: Exited
positive: 1
columns:
  - { name: Geography, type: categorical, categories: [France, Germany, Spain] }
  - { name: NumOfProducts, type: categorical, categories: [1, 2, 3], drop: 1 }
  - { name: Age, type: numeric, mean: 39, scale: 10, fill: 37 }
  - { name: IsActiveMember, type: boolean, values: [0, 1] }
`;
