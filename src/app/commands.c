/*
 * The table of commands: one row each, with its options and its help.  Usage lines, --help,
 * the nearest word of a slip and the check of the manual page are all made from it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

#define PASSPHRASE_FLAG                                    \
	{                                                  \
		.name = "passphrase-file", .arg = "FILE",  \
		.help = "the passphrase is its first line" \
	}
#define KEY_FLAG                                                                 \
	{                                                                        \
		.name = "key", .arg = "FILE", .help = "the recipient's key file" \
	}

/* What all commands about quotes take. */
#define QUOTE_FLAGS                                                    \
	{ .name = "key",                                               \
	  .arg = "FILE",                                               \
	  .help = "a recipient's key file: it says who ticks",         \
	  .needed = true },                                            \
		PASSPHRASE_FLAG,                                       \
		{ .name = "locals",                                    \
		  .arg = "FILE",                                       \
		  .help = "a force's own words, to be marked too" },   \
	{                                                              \
		.name = "from", .arg = "FILE",                         \
		.help = "batches exported elsewhere; ticks lie beside" \
	}

/* Of all that draws; each is a setting too. */
#define POSTER_FLAGS                                                            \
	{ .name = "logo",                                                       \
	  .arg = "FILE",                                                        \
	  .help = "PNG or SVG of the force, at the band's end" },                      \
		{ .name = "colour", .arg = "#RRGGBB", .help = "of the band" },  \
	{                                                                       \
		.name = "contact", .arg = "TEXT",                               \
		.help = "who can say that a poster is genuine"                  \
	}
#define LANGUAGE_FLAG                                                       \
	{                                                                   \
		.name = "language", .arg = "LIST",                          \
		.help = "one or two of the form's, with a comma between"    \
	}

const struct command commands[] = {
	{ .name = "init",
	  .run = cmd_init,
	  .arguments = "DIR",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "url",
		       .arg = "BASE",
		       .help = "base address, as posters show it" } },
	  .help = "make a workspace" },
	{ .name = "key new",
	  .run = cmd_key_new,
	  .arguments = "FILE",
	  .least = 1,
	  .most = 1,
	  .flags = { PASSPHRASE_FLAG },
	  .help = "make a recipient's pair of keys",
	  .more = "FILE gets the secret half, wrapped by a passphrase; FILE.pub the public half." },
	{ .name = "key confirm",
	  .run = cmd_key_confirm,
	  .arguments = "[SURVEY]",
	  .most = 1,
	  .flags = { KEY_FLAG,
		     PASSPHRASE_FLAG,
		     { .name = "from",
		       .arg = "CANARY",
		       .help = "away from the host: what was carried here" },
		     { .name = "o",
		       .arg = "RECEIPT",
		       .help = "with --from: what to carry back" },
		     { .name = "receipt",
		       .arg = "RECEIPT",
		       .help = "on the host: what came back" } },
	  .help = "show that a key works; the last one opens the survey",
	  .more = "On one machine:     canvass key confirm SURVEY --key FILE\n"
		  "Away from the host: canvass key confirm --from CANARY --key FILE -o RECEIPT\n"
		  "then, on the host:  canvass key confirm SURVEY --receipt RECEIPT" },
	{ .name = "form check",
	  .run = cmd_form_check,
	  .arguments = "FILE...",
	  .least = 1,
	  .json = true,
	  .help = "check forms; exit 1 if a problem was found" },
	{ .name = "form show",
	  .run = cmd_form_show,
	  .arguments = "FILE",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "lang",
		       .arg = "CODE",
		       .help = "one of the form's languages" } },
	  .help = "a form as a person would read it, branching included" },
	{ .name = "form new",
	  .run = cmd_form_new,
	  .arguments = "FILE",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "title", .arg = "TEXT", .help = "what the survey is called" },
		     { .name = "lang",
		       .arg = "CODE",
		       .help = "a language of it; the first is the default",
		       .many = true } },
	  .help = "begin a form: asks a few things, writes a commented file" },
	{ .name = "form diff",
	  .run = cmd_form_diff,
	  .arguments = "OLD NEW",
	  .least = 2,
	  .most = 2,
	  .json = true,
	  .help = "question by question: same, reworded, options changed, new, gone" },
	{ .name = "form translate",
	  .run = cmd_form_translate,
	  .arguments = "FILE",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "to",
		       .arg = "LANG",
		       .help = "the language, such as cy",
		       .needed = true },
		     { .name = "merge",
		       .help = "the form itself, with the texts of the side file in it" },
		     { .name = "o", .arg = "FILE", .help = "in place of standard output" } },
	  .help = "the file of texts that a translator fills in" },
	{ .name = "form import",
	  .run = cmd_form_import,
	  .arguments = "FILE.xlsx",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "o", .arg = "FORM.yaml", .help = "in place of standard output" },
		     { .name = "report",
		       .arg = "FILE.json",
		       .help = "what became of each row" },
		     { .name = "strict", .help = "exit 1 if anything was refused" } },
	  .help = "a form from an XLSForm workbook, or from a folder of its three CSV files" },
	{ .name = "form export-xlsform",
	  .run = cmd_form_export,
	  .arguments = "FORM.yaml",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "o",
		       .arg = "FILE.xlsx",
		       .help = "where to",
		       .needed = true },
		     { .name = "report",
		       .arg = "FILE.json",
		       .help = "what an XLSForm cannot say" } },
	  .help = "a form as an XLSForm workbook" },
	{ .name = "form schema",
	  .run = cmd_form_schema,
	  .help = "a JSON Schema of form files, for editors" },
	{ .name = "guide check",
	  .run = cmd_guide_check,
	  .arguments = "FILE...",
	  .least = 1,
	  .json = true,
	  .help = "check guides of focus groups; exit 1 if a problem was found" },
	{ .name = "survey open",
	  .run = cmd_survey_open,
	  .arguments = "FORM.yaml",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "wave",
		       .arg = "W",
		       .help = "a name for this time it is asked",
		       .needed = true },
		     { .name = "to",
		       .arg = "PUB",
		       .help = "a recipient's public key",
		       .many = true,
		       .needed = true },
		     { .name = "expected",
		       .arg = "N",
		       .help = "how many people could answer" },
		     { .name = "unconfirmed", .help = "open at once: a rehearsal" },
		     { .name = "canary",
		       .arg = "FILE",
		       .help = "what to carry to keys that stay away" } },
	  .help = "check and freeze a form, and open a survey with it",
	  .more = "Prints the survey's name.  It waits for each key to be confirmed." },
	{ .name = "survey list",
	  .run = cmd_survey_list,
	  .json = true,
	  .help = "the surveys of the workspace" },
	{ .name = "survey close",
	  .run = cmd_survey_close,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .help = "take no more answers; closes the last batch" },
	{ .name = "link issue",
	  .run = cmd_link_issue,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .json = true,
	  .flags = { { .name = "place",
		       .arg = "TEXT",
		       .help = "where its poster will hang" },
		     { .name = "headcount",
		       .arg = "N",
		       .help = "how many people pass there: 50 or more" },
		     { .name = "places",
		       .arg = "FILE.csv",
		       .help = "many at once: columns place,headcount" } },
	  .help = "make a link; prints code, address and place" },
	{ .name = "link list",
	  .run = cmd_link_list,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .json = true,
	  .help = "code, address, place and check words of each link" },
	{ .name = "link close",
	  .run = cmd_link_close,
	  .arguments = "CODE",
	  .least = 1,
	  .most = 1,
	  .help = "close one link; answers given through it stay" },
#include "app/commands_poster.rows"
#include "app/commands_desk.rows"
	{ .name = "submit",
	  .run = cmd_submit,
	  .arguments = "SURVEY FILE.jsonl",
	  .least = 2,
	  .most = 2,
	  .flags = { { .name = "link",
		       .arg = "CODE",
		       .help = "as if given through this link" } },
	  .help = "add answers from a file, one JSON object a line",
	  .more = "Rejected lines come out on standard output, the reasons on standard error." },
	{ .name = "serve",
	  .run = cmd_serve,
	  .flags = { { .name = "listen", .arg = "ADDR:PORT", .help = "where to listen" },
		     { .name = "url",
		       .arg = "BASE",
		       .help = "base address, as posters show it" },
		     { .name = "preview",
		       .arg = "FORM.yaml",
		       .help = "show every page of a form; store nothing" } },
	  .help = "open the door: the survey over HTTP",
	  .more = "With --preview no workspace is needed, and only this computer can look\n"
		  "unless --listen says otherwise." },
	{ .name = "summary",
	  .run = cmd_summary,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .json = true,
	  .flags = { { .name = "key",
		       .arg = "FILE",
		       .help = "a recipient's key file",
		       .needed = true },
		     PASSPHRASE_FLAG,
		     { .name = "format",
		       .arg = "LIST",
		       .help = "with commas between; all by default" },
		     { .name = "o", .arg = "DIR", .help = "in place of exports/" },
		     { .name = "draft",
		       .help = "a working copy, marked so: no release" },
		     { .name = "explain",
		       .help = "say for each number that is hidden by which rule" },
		     { .name = "smallest-group",
		       .arg = "N",
		       .help = "raise it, from this release on" },
		     { .name = "from",
		       .arg = "FILE",
		       .help = "batches exported elsewhere; no workspace is needed" },
		     { .name = "ledger",
		       .arg = "FILE",
		       .help = "releases made elsewhere; this one is added" },
		     { .name = "words",
		       .arg = "FILE",
		       .help = "headlines, opportunities, you said and we did, the board's page" },
		     { .name = "since",
		       .arg = "SUMMARY.json",
		       .help = "an earlier wave; the oldest first",
		       .many = true } },
	  .help = "release what closed batches say, as anonymous tables" },
	{ .name = "compare",
	  .run = cmd_compare,
	  .arguments = "SUMMARY.json...",
	  .json = true,
	  .flags = { { .name = "o",
		       .arg = "FILE",
		       .help = "a page (HTML) in place of text; a file or a folder" } },
	  .help = "waves, or forces, side by side, from what they published alone",
	  .more = "Waves are given oldest first; of forces each is held against the first." },
	{ .name = "batch list",
	  .run = cmd_batch_list,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .json = true,
	  .help = "closed batches, which leave together" },
	{ .name = "batch export",
	  .run = cmd_batch_export,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "o",
		       .arg = "FILE",
		       .help = "where to",
		       .needed = true } },
	  .help = "closed batches as one file, still sealed, for another machine" },
	{ .name = "disclose",
	  .run = cmd_disclose,
	  .arguments = "PLAN.json",
	  .least = 1,
	  .most = 1,
	  .flags = { { .name = "lines",
		       .help = "one plan a line in, one result a line out" },
		     { .name = "explain",
		       .arg = "FILE",
		       .help = "what a reader could work out, for testers only" } },
	  .help = "exact figures in, what may be printed out" },
	{ .name = "redact",
	  .run = cmd_redact,
	  .json = true,
	  .flags = { { .name = "strict",
		       .help = "also mark capitals within sentences and unknown words" },
		     { .name = "locals",
		       .arg = "FILE",
		       .help = "a force's own words: LABEL<TAB>words, one a line" },
		     { .name = "lines",
		       .help = "one text a line in, one result a line out" },
		     { .name = "log",
		       .arg = "FILE",
		       .help = "how much of each class was marked; never what" } },
	  .help = "text in, text out without what could tell who somebody is" },
	{ .name = "code",
	  .run = cmd_code,
	  .arguments = "SURVEY STEP [...]",
	  .least = 2,
	  .most = 4,
	  .json = true,
	  .flags = { { .name = "key",
		       .arg = "FILE",
		       .help = "a recipient's key file",
		       .needed = true },
		     PASSPHRASE_FLAG,
		     { .name = "locals",
		       .arg = "FILE",
		       .help = "a force's own words, to be marked too" },
		     { .name = "from",
		       .arg = "FILE",
		       .help = "batches exported elsewhere; codings lie beside" },
		     { .name = "ledger",
		       .arg = "FILE",
		       .help = "with --from: releases made elsewhere" },
		     { .name = "coder",
		       .arg = "CODER",
		       .help = "first (default) or second, who codes blind" },
		     { .name = "all",
		       .help = "sheet: what is coded already, or need not be, too" },
		     { .name = "o",
		       .arg = "FILE",
		       .help = "sheet: FILE.jsonl or FILE.csv" },
		     { .name = "title", .arg = "TEXT", .help = "book: of a theme" },
		     { .name = "definition",
		       .arg = "TEXT",
		       .help = "book: what belongs to a theme, and what does not" },
		     { .name = "under",
		       .arg = "THEME",
		       .help = "book add: of which theme it is a part" },
		     { .name = "words",
		       .arg = "LIST",
		       .help = "book: what suggests it, with commas between" },
		     { .name = "into",
		       .arg = "THEME",
		       .help = "book merge: which theme takes it up" },
		     { .name = "part",
		       .arg = "ID=TITLE",
		       .help = "book split: one of the parts",
		       .many = true },
		     { .name = "reason",
		       .arg = "TEXT",
		       .help = "book: why it is changed" } },
	  .help = "code comments by theme: rules suggest, people decide",
	  .more = "Steps: suggest; next; sheet -o FILE; take FILE; agree; settle [FILE]; book.\n"
		  "The codebook: book add|define|title|words|merge|split THEME ... "
		  "--reason TEXT." },
	{ .name = "quote list",
	  .run = cmd_quote_list,
	  .arguments = "SURVEY",
	  .least = 1,
	  .most = 1,
	  .json = true,
	  .flags = { QUOTE_FLAGS,
		     { .name = "theme",
		       .arg = "THEME",
		       .help = "of this theme alone" } },
	  .help = "what people wrote, redacted, and who passed it" },
	{ .name = "quote tick",
	  .run = cmd_quote_tick,
	  .arguments = "SURVEY ID...",
	  .least = 2,
	  .flags = { QUOTE_FLAGS,
		     { .name = "theme",
		       .arg = "THEME",
		       .help = "the theme that it is quoted under, if it may carry several" },
		     { .name = "keep",
		       .arg = "LIST",
		       .help = "numbers of marks that may stand, with commas between" },
		     { .name = "hide",
		       .arg = "WORDS",
		       .help = "words that are to go too",
		       .many = true } },
	  .help = "pass quotes; they leave when two people have" },
	{ .name = "quote untick",
	  .run = cmd_quote_untick,
	  .arguments = "SURVEY ID...",
	  .least = 2,
	  .flags = { QUOTE_FLAGS },
	  .help = "take your tick back" },
	{ .name = "audit",
	  .run = cmd_audit,
	  .json = true,
	  .flags = { { .name = "marker",
		       .arg = "TEXT",
		       .help = "search every file for this",
		       .many = true } },
	  .help = "what is stored, and who can read it; exit 1 on a finding" },
	{ .name = "doctor",
	  .run = cmd_doctor,
	  .json = true,
	  .help = "settings and where they come from, versions, what is missing" },
	{ .name = "demo",
	  .run = cmd_demo,
	  .arguments = "[DIR]",
	  .most = 1,
	  .flags = { { .name = "seed", .arg = "N", .help = "draws other answers" },
		     { .name = "answers",
		       .arg = "N",
		       .help = "how many to invent (400); from 1,000 on for one wave, "
			       "uncoded" },
		     { .name = "no-serve",
		       .help = "make the workspace, and end without opening its door" },
		     { .name = "listen",
		       .arg = "ADDR:PORT",
		       .help = "where to listen" },
		     { .name = "desk",
		       .arg = "ADDR:PORT",
		       .help = "where the desk listens (127.0.0.1:8081), or none" } },
	  .help = "a trial workspace with invented answers, its door and its desk" },
};
const size_t command_count = ARRAY_LEN(commands);

/* ---- help, from the table -------------------------------------------------------- */

static void
put_flag(const struct flag *f, struct buf *out)
{
	buf_printf(out, "%s%s", strlen(f->name) == 1 ? "-" : "--", f->name);
	if (f->arg)
		buf_printf(out, " %s", f->arg);
}

/* The command's line, broken before 80 columns. */
static void
put_usage(const struct command *command, struct buf *out)
{
	SCOPED(buf) word;
	size_t line;

	buf_init(&word, 0);
	buf_printf(out, "usage: canvass [-C DIR] %s", command->name);
	if (command->arguments)
		buf_printf(out, " %s", command->arguments);
	line = out->len;
	for (size_t i = 0; i <= FLAGS_MOST; i++) {
		const struct flag *f = i < FLAGS_MOST ? &command->flags[i] : NULL;

		buf_clear(&word);
		if (f && f->name) {
			buf_puts(&word, f->needed ? " " : " [");
			put_flag(f, &word);
			buf_puts(&word, f->needed ? "" : "]");
			buf_puts(&word, f->many ? "..." : "");
		} else if (!f && command->json) {
			buf_puts(&word, " [--json]");
		} else {
			continue;
		}
		if (line + word.len > 80) {
			buf_puts(out, "\n              ");
			line = 14;
		}
		buf_put(out, word.data, word.len);
		line += word.len;
	}
	buf_puts(out, "\n");
}

void
usage_line(const struct command *command, FILE *to)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	put_usage(command, &out);
	fputs(out.data, to);
}

static void
put_option(const char *left, const char *right, struct buf *out)
{
	buf_printf(out, "  %-24s %s\n", left, right);
}

void
help_command(const struct command *command, FILE *to)
{
	SCOPED(buf) out;
	SCOPED(buf) left;

	buf_init(&out, 0);
	buf_init(&left, 0);
	buf_printf(&out, "canvass %s: %s\n\n", command->name, command->help);
	put_usage(command, &out);
	buf_puts(&out, "\n");
	for (size_t i = 0; i < FLAGS_MOST && command->flags[i].name; i++) {
		buf_clear(&left);
		put_flag(&command->flags[i], &left);
		put_option(left.data, command->flags[i].help, &out);
	}
	if (command->json)
		put_option("--json", "machine-readable output", &out);
	put_option("--help", "this text", &out);
	put_option("-C DIR", "the workspace; the current folder without it", &out);
	if (command->more)
		buf_printf(&out, "\n%s\n", command->more);
	fputs(out.data, to);
}

void
help_group(const char *word, FILE *to)
{
	SCOPED(buf) out = { 0 };
	size_t len = strlen(word);

	buf_printf(&out, "usage: canvass [-C DIR] %s COMMAND ...\n\n", word);
	for (size_t i = 0; i < command_count; i++)
		if (strncmp(commands[i].name, word, len) == 0 &&
		    commands[i].name[len] == ' ')
			put_option(commands[i].name, commands[i].help, &out);
	buf_printf(&out, "\ncanvass %s COMMAND --help tells more\n", word);
	fputs(out.data ? out.data : "", to);
}

void
help_all(FILE *to)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	buf_puts(&out, "usage: canvass [-C DIR] COMMAND ...\n\n");
	for (size_t i = 0; i < command_count; i++)
		put_option(commands[i].name, commands[i].help, &out);
	buf_puts(&out,
		 "\ncanvass COMMAND --help tells more; canvass --version; the manual: "
		 "man canvass\n"
		 "To see it at work: canvass demo\n");
	fputs(out.data, to);
}
