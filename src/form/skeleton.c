/*
 * A form to begin with: the commented example of skeleton.yaml, with what `form new` was told put
 * into its holes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/wording.h"

extern const struct embedded skeleton_text[]; /* made by tools/embed from skeleton.yaml */

enum {
	CROSSES_FROM =
		120, /* people: if one in three of them answers, two groups of 2t are met */
	TITLE_MOST = 60,
};

/* ---- texts as values of YAML ------------------------------------------------------------- */

/* Whether a text can stand without quotes, for this reader and for others. */
static bool
plain(const char *s)
{
	static const char signs[] = "-?:,[]{}#&*!|>'\"%@`~=<";
	static const char *const words[] = { "yes", "no",  "true", "false",
					     "on",  "off", "null" };

	if (!*s || strchr(signs, *s) || *s == ' ' || s[strlen(s) - 1] == ' ' ||
	    strchr("0123456789.+", *s))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_same(words[i], s))
			return false;
	}
	return !strstr(s, ": ") && !strstr(s, " #") && s[strlen(s) - 1] != ':' &&
	       !strchr(s, '{');
}

/* In single quotes, where only a quote means anything; a brace would begin a piped answer. */
static void
put_value(struct buf *out, const char *s)
{
	if (plain(s)) {
		buf_puts(out, s);
		return;
	}
	buf_putc(out, '\'');
	for (; *s; s++) {
		if (*s == '\'' || *s == '{')
			buf_putc(out, *s);
		buf_putc(out, *s);
	}
	buf_putc(out, '\'');
}

/* "run by: Our team", or a comment that shows the key. */
static void
put_key(struct buf *out, const char *key, const char *value, const char *example)
{
	bool said = value && *value;

	buf_printf(out, "%s%s: ", said || !*example ? "" : "#", key);
	put_value(out, said ? value : example);
	buf_putc(out, '\n');
}

/* ---- holes ------------------------------------------------------------------------------- */

static void
put_title(const struct skeleton *s, struct buf *out)
{
	put_key(out, "title", s->title && *s->title ? s->title : "Support at work", "");
}

static void
put_run_by(const struct skeleton *s, struct buf *out)
{
	put_key(out, "run by", s->run_by, "The staff welfare team");
}

static void
put_read_by(const struct skeleton *s, struct buf *out)
{
	put_key(out, "read by", s->read_by,
		"The evaluation team, which sits outside the chain of command");
}

static void
put_languages(const struct skeleton *s, struct buf *out)
{
	size_t n = s->language_count ? s->language_count : 1;
	const char *first = s->language_count ? s->languages[0] : "en";
	const char *other = n > 1 ? s->languages[1] : str_same(first, "cy") ? "en" : "cy";

	if (!str_same(first, "en"))
		buf_printf(out,
			   "# The texts of this example are English: put %s ones in their place.\n",
			   language_find(first) ? language_find(first)->name : "your");
	buf_puts(
		out,
		n > 1 ? "# The first is the default; its texts stand here.  Those of the "
			"others go behind a key with the\n"
			"# language, as in `title (cy)`, or into a file beside this one:\n"
		      : "# More than one?  Add its code, and let a file for the "
			"translator be written:\n");
	buf_printf(out, "#   canvass form translate %s.yaml --to %s\n",
		   s->id && *s->id ? s->id : "form", other);
	buf_puts(out, "languages: [");
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i ? ", " : "",
			   s->language_count ? s->languages[i] : "en");
	buf_puts(out, "]\n");
}

static void
put_expected(const struct skeleton *s, struct buf *out)
{
	buf_puts(out,
		 "# How many people are asked.  The checker says what can be published "
		 "then.\n");
	if (s->expected)
		buf_printf(out, "expected: %u\n", s->expected);
	else
		buf_puts(out, "#expected: 400\n");
}

/* Days near to now, for the example alone: a form that opens by itself would surprise. */
static void
put_days(const struct skeleton *s, struct buf *out)
{
	static const int first = 20058; /* 1 December 2024, where no day was given */
	char opens[11], closes[11];
	int day = s->day ? s->day : first;

	day_format(day + 14, opens);
	day_format(day + 56, closes);
	buf_printf(out, "#opens: %s\n#closes: %s\n", opens, closes);
}

/* Few people cannot be split: each group needs twice the smallest group. */
static void
put_break(const struct skeleton *s, struct buf *out)
{
	bool few = s->expected && s->expected < CROSSES_FROM;

	if (few)
		buf_printf(out,
			   "  # Groups that the results are shown for, side by side.  "
			   "%u people are too few for that.\n",
			   s->expected);
	else
		buf_puts(out,
			 "  # The only groups that results are ever shown for, side by "
			 "side: choose few, and large ones.\n");
	buf_printf(out, "  break down by: %s\n", few ? "none" : "[role]");
}

static void
put_id(const struct skeleton *s, struct buf *out)
{
	buf_puts(out, s->id && *s->id ? s->id : "survey");
}

static const struct hole {
	const char *name;
	void (*put)(const struct skeleton *s, struct buf *out);
	bool line; /* it brings its line's end itself */
} holes[] = {
	{ "@id@", put_id, false },
	{ "@title@", put_title, true },
	{ "@run by@", put_run_by, true },
	{ "@read by@", put_read_by, true },
	{ "@languages@", put_languages, true },
	{ "@expected@", put_expected, true },
	{ "@days@", put_days, true },
	{ "@break@", put_break, true },
};

void
form_skeleton(const struct skeleton *s, struct buf *out)
{
	const char *at = skeleton_text[0].data;

	while (*at) {
		size_t len = strcspn(at, "@"), i;

		buf_put(out, at, len);
		at += len;
		if (!*at)
			break;
		for (i = 0; i < ARRAY_LEN(holes); i++) {
			if (str_starts(at, holes[i].name))
				break;
		}
		if (i == ARRAY_LEN(holes))
			die("skeleton.yaml: no such hole: %.20s", at);
		holes[i].put(s, out);
		at += strlen(holes[i].name) + holes[i].line;
	}
}
