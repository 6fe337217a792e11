/*
 * summary.sps and summary.R: they read what lies beside them and say what is in it, for SPSS or
 * PSPP and for R.
 *
 * Texts stand in literals only, never in a comment or beside a command, and line ends never get
 * through: whatever somebody typed cannot become a command.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/sav.h"

/* ---- SPSS ------------------------------------------------------------------------ */

/* 'text' of at most so many bytes, quotes doubled; a literal cannot hold a control character. */
static void
put_spss(struct buf *b, const char *text, size_t most)
{
	size_t len = data_fit(text, most);

	buf_putc(b, '\'');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\'')
			buf_putc(b, '\'');
		buf_putc(b,
			 (unsigned char)text[i] < ' ' || text[i] == 127 ? ' ' : text[i]);
	}
	buf_putc(b, '\'');
}

static void
put_spss_labels(struct buf *b, const struct sav_label *labels, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(b, "\n    %d ", labels[i].value);
		put_spss(b, labels[i].words, SAV_LABEL_MOST);
	}
}

static void
put_missing_names(struct buf *b)
{
	for (enum sav_column c = 0; c < SAV__COUNT; c++)
		if (sav_variables[c].missing)
			buf_printf(b, " %s", sav_variables[c].name);
}

static bool
write_sps(const struct summary *s, const struct data *d, struct export_files *out,
	  struct err *err)
{
	struct buf *b = export_open(out, "summary.sps", err);

	if (!b)
		return false;
	buf_puts(b, "* Encoding: UTF-8.\n");
	if (s->draft)
		buf_puts(b, "* A draft. It is no release and may not be passed on.\n");
	buf_puts(
		b,
		"* Opens summary.sav, which lies beside this file, and names what is in it.\n"
		"* Make this folder the working one first, with the command CD.\n\n"
		"GET FILE='summary.sav'.\n\nVARIABLE LABELS");
	for (enum sav_column c = 0; c < SAV__COUNT; c++) {
		buf_printf(b, "\n  %s%s ", c ? "/" : "", sav_variables[c].name);
		put_spss(b, sav_variables[c].label, SAV_LABEL_MOST);
	}
	buf_printf(b, ".\n\nVALUE LABELS\n  %s", sav_variables[SAV_MARKER].name);
	put_spss_labels(b, sav_markers, ARRAY_LEN(sav_markers));
	buf_puts(b, "\n  /");
	put_missing_names(b);
	put_spss_labels(b, sav_missing, ARRAY_LEN(sav_missing));
	if (d->table_count)
		buf_printf(b, "\n  /%s", sav_variables[SAV_TNUM].name);
	for (size_t i = 0; i < d->table_count; i++) {
		buf_printf(b, "\n    %zu ", i + 1);
		put_spss(b, d->tables[i].title, SAV_LABEL_MOST);
	}
	buf_puts(b, ".\n\nMISSING VALUES");
	put_missing_names(b);
	buf_printf(b, " (%d THRU %d).\n", SAV_NO_ANSWER, SAV_NOT_HERE);
	return export_close(b, "summary.sps", err);
}

/* ---- R --------------------------------------------------------------------------- */

/* "text" in ASCII alone, so that it is read alike in every locale. */
static void
put_r(struct buf *b, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t point;

	buf_putc(b, '"');
	if (!utf8_valid(text, strlen(text)))
		end = text;
	while (text < end) {
		point = utf8_next(text, end, &text);
		if (point == '"' || point == '\\')
			buf_printf(b, "\\%c", (char)point);
		else if (point >= ' ' && point < 127)
			buf_putc(b, (char)point);
		else if (point < 0x10000)
			buf_printf(b, "\\u%04x", (unsigned)point);
		else
			buf_printf(b, "\\U%08x", (unsigned)point);
	}
	buf_putc(b, '"');
}

enum r_column { R_ID, R_BY, R_TITLE };

static void
put_r_column(struct buf *b, const struct data *d, const char *name, enum r_column column)
{
	buf_printf(b, "\n  %s = c(", name);
	for (size_t i = 0; i < d->table_count; i++) {
		const struct data_table *t = &d->tables[i];

		buf_puts(b, i ? ",\n    " : "\n    ");
		put_r(b, column == R_ID ? t->id : column == R_BY ? t->by : t->title);
	}
	buf_puts(b, d->table_count ? ")" : "character())");
}

static void
put_r_labels(struct buf *b)
{
	static const struct {
		const char *name;
		enum sav_column column;
	} columns[] = {
		{ "table", SAV_TABLE },	  { "by", SAV_SPLIT },	  { "group", SAV_GROUP },
		{ "key", SAV_KEY },	  { "label", SAV_LABEL }, { "n", SAV_N },
		{ "pct", SAV_PCT },	  { "low", SAV_LOW },	  { "high", SAV_HIGH },
		{ "marker", SAV_MARKER },
	};

	buf_puts(b, "summary_columns <- c(");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		buf_printf(b, "%s\n  %s = ", i ? "," : "", columns[i].name);
		put_r(b, sav_variables[columns[i].column].label);
	}
	buf_puts(b, ")\nsummary_markers <- data.frame(\n  marker = c(");
	for (size_t i = 0; i < MARK__COUNT; i++) {
		buf_puts(b, i ? ", " : "");
		put_r(b, marker_names[i]);
	}
	buf_puts(b, "),\n  words = c(");
	for (size_t i = 0; i < MARK__COUNT; i++) {
		buf_puts(b, i ? ", " : "");
		put_r(b, sav_markers[i].words);
	}
	buf_puts(b, "), stringsAsFactors = FALSE)\n");
}

/* The same for every release: nothing is filled in. */
static const char r_code[] =
	"summary_rows <- local({\n"
	"  bare <- function(x) { attributes(x) <- NULL; x }\n"
	"  text <- function(x) {\n"
	"    x <- bare(as.character(x))\n"
	"    x[is.na(x)] <- \"\"\n"
	"    x\n"
	"  }\n"
	"  # The apostrophe guards spreadsheets, not R.\n"
	"  guarded <- \"^'([=+@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20-])\"\n"
	"  from_csv <- function(path) {\n"
	"    rows <- read.csv(path, encoding = \"UTF-8\", na.strings = \"\", colClasses = c(\n"
	"      rep(\"character\", 5), \"integer\", \"integer\", \"numeric\", \"numeric\", "
	"\"character\"))\n"
	"    for (name in c(\"table\", \"by\", \"group\", \"key\", \"label\", \"marker\"))\n"
	"      rows[[name]] <- sub(guarded, \"\\\\1\", text(rows[[name]]), perl = TRUE)\n"
	"    rows\n"
	"  }\n"
	"  from_sav <- function(path) {\n"
	"    if (!requireNamespace(\"haven\", quietly = TRUE))\n"
	"      stop(\"summary.sav is read with the package haven; tables/*.csv need none\")\n"
	"    sav <- haven::read_sav(path)\n"
	"    tail <- function(x) sub(\" +$\", \"\", text(x))\n"
	"    data.frame(table = tail(sav$table), by = tail(sav$split), group = tail(sav$group),\n"
	"      key = tail(sav$key), label = tail(sav$label), n = as.integer(bare(sav$n)),\n"
	"      pct = as.integer(bare(sav$pct)), low = bare(sav$low), high = bare(sav$high),\n"
	"      marker = summary_markers$marker[bare(sav$marker) + 1], stringsAsFactors = FALSE)\n"
	"  }\n"
	"  paths <- file.path(\"tables\", paste0(summary_tables$table, \".csv\"))\n"
	"  if (length(paths) && all(file.exists(paths)))\n"
	"    rows <- do.call(rbind, lapply(paths, from_csv))\n"
	"  else\n"
	"    rows <- from_sav(\"summary.sav\")\n"
	"  for (name in names(summary_columns))\n"
	"    attr(rows[[name]], \"label\") <- summary_columns[[name]]\n"
	"  rows$title <- summary_tables$title[match(rows$table, summary_tables$table)]\n"
	"  rows\n"
	"})\n";

static bool
write_r(const struct summary *s, const struct data *d, struct export_files *out,
	struct err *err)
{
	struct buf *b = export_open(out, "summary.R", err);

	if (!b)
		return false;
	if (s->draft)
		buf_puts(b, "# A draft. It is no release and may not be passed on.\n");
	buf_puts(
		b,
		"# Reads this release into R, with its words:\n"
		"#   source(\"summary.R\", chdir = TRUE)\n"
		"# summary_rows has a row for each cell, summary_tables one for each table.\n"
		"# It takes tables/*.csv if they are there, else summary.sav (with the package "
		"haven).\n"
		"summary_tables <- data.frame(");
	put_r_column(b, d, "table", R_ID);
	buf_putc(b, ',');
	put_r_column(b, d, "by", R_BY);
	buf_putc(b, ',');
	put_r_column(b, d, "title", R_TITLE);
	buf_puts(b, ",\n  stringsAsFactors = FALSE)\n");
	put_r_labels(b);
	buf_puts(b, r_code);
	return export_close(b, "summary.R", err);
}

bool
sav_syntax(const struct summary *s, const struct data *d, struct export_files *out,
	   struct err *err)
{
	return write_sps(s, d, out, err) && write_r(s, d, out, err);
}
