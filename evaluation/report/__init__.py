"""What people read about a run: HTML for those who decide, JUnit for CI, CSV and XLSX for those who sort and mark."""
