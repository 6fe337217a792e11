# What R reads in a release: Rscript sav.R RELEASE OUT writes OUT/*.csv for data_read.py.
# SPDX-License-Identifier: AGPL-3.0-or-later
args <- commandArgs(trailingOnly = TRUE)
out <- normalizePath(args[2])
setwd(args[1])
put <- function(rows, name) {
  for (column in names(rows))
    attributes(rows[[column]]) <- NULL
  write.csv(rows, file.path(out, name), row.names = FALSE, na = "", fileEncoding = "UTF-8")
}

source("summary.R")
put(summary_rows, "rows.csv")
put(summary_tables, "tables.csv")

# base R alone
paths <- file.path("tables", paste0(summary_tables$table, ".csv"))
read <- function(path)
  read.csv(path, encoding = "UTF-8", colClasses = "character", check.names = FALSE)
put(do.call(rbind, lapply(paths, read)), "base.csv")

if (requireNamespace("haven", quietly = TRUE)) {
  sav <- haven::read_sav("summary.sav", user_na = TRUE)
  labels <- do.call(rbind, lapply(names(sav), function(name) {
    words <- attr(sav[[name]], "labels")
    data.frame(variable = rep(name, length(words)), value = as.numeric(words), words = names(words),
      stringsAsFactors = FALSE)
  }))
  variables <- do.call(rbind, lapply(names(sav), function(name) {
    range <- attr(sav[[name]], "na_range")
    data.frame(variable = name, label = attr(sav[[name]], "label"),
      from = if (is.null(range)) NA else range[1], to = if (is.null(range)) NA else range[2],
      stringsAsFactors = FALSE)
  }))
  put(as.data.frame(sav), "haven.csv")
  put(labels, "labels.csv")
  put(variables, "variables.csv")
  # the same rows without the tables
  file.rename("tables", "tables.away")
  source("summary.R")
  file.rename("tables.away", "tables")
  put(summary_rows, "rows_sav.csv")
}
