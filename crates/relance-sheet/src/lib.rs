//! Spreadsheets in and out: CSV, TSV, XLSX, XLS, XLSB, ODS; pure
