/*
 * The formats of a release, as one table, and the files that they write.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

const struct export_format export_formats[] = {
	{ .name = "html",
	  .write = export_html,
	  .help = "one page with charts and tables, to read and to print" },
	{ .name = "json",
	  .write = export_json,
	  .help = "the whole release for programs, and for comparing waves" },
	{ .name = "csv",
	  .write = export_csv,
	  .help = "one file for each table, and metadata that say what the columns are" },
	{ .name = "sav",
	  .write = export_sav,
	  .help = "all numbers in one file for SPSS, PSPP and R, with their words" },
	{ .name = "ods",
	  .write = export_ods,
	  .help = "a workbook, one table a sheet, in the open format (OpenDocument)" },
	{ .name = "xlsx",
	  .write = export_xlsx,
	  .help = "the same workbook for Excel" },
	{ .name = "qdpx",
	  .write = export_qdpx,
	  .help = "quotes and themes for programs that code texts (REFI-QDA)" },
	{ .name = "ddi",
	  .write = export_ddi,
	  .help = "what was asked of whom, for archives (DDI Codebook 2.5)" },
	{ .name = "zip",
	  .write = export_zip,
	  .help = "all files of the release as one, to hand on" },
};
const size_t export_format_count = ARRAY_LEN(export_formats);

const struct export_format *
export_find(const char *name)
{
	for (size_t i = 0; i < export_format_count; i++)
		if (str_same(export_formats[i].name, name))
			return &export_formats[i];
	return NULL;
}

struct buf *
export_add(struct export_files *files, const char *path)
{
	struct export_file *file;

	if (files->count == EXPORT_FILES_MOST)
		return NULL;
	file = &files->items[files->count++];
	file->path = path;
	buf_init(&file->body, EXPORT_BYTES_MOST);
	return &file->body;
}

void
export_files_free(struct export_files *files)
{
	while (files->count)
		buf_free(&files->items[--files->count].body);
}

struct buf *
export_open(struct export_files *out, const char *path, struct err *err)
{
	struct buf *file = export_add(out, path);

	if (!file)
		err_set(err, ERR_INPUT, "a release of more than %d files",
			EXPORT_FILES_MOST);
	return file;
}

bool
export_close(const struct buf *file, const char *path, struct err *err)
{
	return buf_ok(file) || err_set(err, ERR_INPUT, "%s: larger than %d bytes", path,
				       EXPORT_BYTES_MOST);
}

void
put_percent(struct buf *b, double fraction)
{
	int tenths = (int)(fraction * 1000 + 0.5);

	buf_printf(b, "%d.%d", tenths / 10, tenths % 10);
}

/* In the order in which README.txt names them, whichever was written first. */
static const struct known_file {
	const char *path, *words;
} known_files[] = {
	{ "summary.html", "the report: open it in any browser; it prints well" },
	{ "summary.json", "the same for programs" },
	{ "summary.ods", "the same as a workbook, in the open format" },
	{ "summary.xlsx", "the same workbook for Excel" },
	{ "quotes.csv", "what people wrote, by theme" },
	{ "tables/metadata.json", "says what the columns of the tables are (CSVW)" },
	{ "summary.sav", "all numbers for SPSS and PSPP; R reads it too" },
	{ "summary.sps", "for SPSS and PSPP: opens summary.sav and names what is in it" },
	{ "summary.R", "for R: reads all numbers, with their words" },
	{ "quotes.qdpx",
	  "what people wrote, by theme, for NVivo, ATLAS.ti, MAXQDA and QualCoder" },
	{ "themes.qdc", "the themes alone, for the same programs" },
	{ "codebook.xml", "what was asked of whom, for archives (DDI Codebook 2.5)" },
	{ EXPORT_BUNDLE, "all of these files as one, to hand on" },
};

static bool
files_have(const struct export_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, path))
			return true;
	return false;
}

static bool
has_tables(const struct export_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_starts(files->items[i].path, "tables/"))
			return true;
	return false;
}

static bool
is_known(const char *path)
{
	for (size_t i = 0; i < ARRAY_LEN(known_files); i++)
		if (str_same(path, known_files[i].path))
			return true;
	return str_starts(path, "tables/") || str_same(path, "README.txt");
}

static void
put_files(const struct export_files *files, struct buf *b)
{
	for (size_t i = 0; i < ARRAY_LEN(known_files); i++)
		if (files_have(files, known_files[i].path))
			buf_printf(b, "%s\n    %s\n", known_files[i].path,
				   known_files[i].words);
	for (size_t i = 0; i < files->count; i++)
		if (!is_known(files->items[i].path))
			buf_printf(b, "%s\n", files->items[i].path);
	if (has_tables(files))
		buf_puts(b, "tables/*.csv\n    one table each, for spreadsheets and "
			    "statistics\n");
}

bool
export_readme(const struct summary *s, struct export_files *out, struct err *err)
{
	struct buf *b = export_open(out, "README.txt", err);

	if (!b)
		return false;
	if (s->draft)
		buf_puts(b, "DRAFT: no release, not to be passed on\n\n");
	buf_printf(b, "%s\nWave %s, %s %s\n\n", s->form_title, s->wave,
		   s->draft ? "a draft of" : "released", s->released);
	for (size_t i = 0; i < s->note_count; i++)
		buf_printf(b, "- %s\n", s->notes[i]);
	buf_puts(b, "\nFiles\n\n");
	put_files(out, b);
	buf_puts(b,
		 "MANIFEST.json\n    all files with their sizes and checksums, and what "
		 "they were "
		 "made from\nSHA256SUMS\n    to check that no file was changed: "
		 "sha256sum -c SHA256SUMS\n");
	return export_close(b, "README.txt", err);
}
