addEventListener('churn-card-load', () => {
  throw new Error('the fault of the host');
});
