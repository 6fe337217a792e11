/*
 * What was found in a drawing, in words and as JSON.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/poster_check.h"

/* A code may say anything: nothing in it may move a terminal's cursor or turn its writing round. */
const char *
check_plain(const char *text, struct arena *a)
{
	const char *end = text + strlen(text), *next, *copy;
	struct buf out;

	if (!utf8_valid(text, strlen(text)))
		return "(no text)";
	buf_init(&out, 0);
	for (; text < end; text = next) {
		uint32_t point = utf8_next(text, end, &next);

		if (point < ' ' || (point >= 0x7f && point < 0xa0) ||
		    utf8_is_hidden(point))
			buf_printf(&out, "<%04X>", (unsigned)point);
		else
			buf_put(&out, text, (size_t)(next - text));
	}
	copy = arena_copy(a, out.len ? out.data : "", out.len);
	buf_free(&out);
	return copy;
}

/* ---- words ------------------------------------------------------------------------- */

static void
say_leads(const struct check *c, const struct check_code *code, struct buf *out)
{
	buf_puts(out, "  leads to: ");
	if (!*code->host)
		buf_puts(out, "no web page");
	else
		buf_puts(out, check_plain(code->host, c->arena));
	switch (code->leads) {
	case LEADS_UNKNOWN:
		buf_puts(
			out,
			"; whose code it is cannot be said without a workspace (-C DIR)");
		break;
	case LEADS_ELSEWHERE:
		buf_printf(out, ", not %s", c->host);
		break;
	case LEADS_SLIP:
		buf_printf(out,
			   "; may be a slip of %s (who used it, or whether, is not kept)",
			   code->survey);
		break;
	case LEADS_SLIPS:
		buf_printf(out, "; may be a slip of one of these: %s", code->survey);
		break;
	case LEADS_CLOSED:
	case LEADS_OVER:
	case LEADS_OPEN:
		buf_printf(out, "; %s of %s", leads_names[code->leads], code->survey);
		if (*code->place)
			buf_printf(out, ", %s", check_plain(code->place, c->arena));
		break;
	case LEADS_STRANGE:
	case LEADS_ASTRAY:
	case LEADS_CHECK:
	case LEADS_NOBODY:
	case LEADS_NO_SLIP:
	case LEADS__COUNT:
		buf_printf(out, "; %s", leads_names[code->leads]);
		break;
	}
	buf_putc(out, '\n');
	if (code->further)
		buf_printf(out,
			   "  note: that host is one of `hosts` in canvass.yaml; posters "
			   "made here bear %s\n",
			   c->host);
}

static void
say_words(const struct check *c, const struct check_code *code, struct buf *out)
{
	if (!c->workspace)
		return;
	if (code->leads == LEADS_SLIPS)
		buf_puts(out,
			 "  no check words: they are another survey's for each of them\n");
	else if (!*code->words)
		buf_puts(out,
			 "  no check words: this code does not lead to a survey of this "
			 "workspace\n");
	else if (code->leads == LEADS_SLIP)
		buf_printf(
			out,
			"  check words: %s, if it is one (the slip and the page should both "
			"say so)\n",
			code->words);
	else
		buf_printf(
			out,
			"  check words: %s (the poster and the page should both say so)\n",
			code->words);
}

static void
say_lengths(const struct check *c, const struct check_code *code, struct buf *out)
{
	const struct paper_row *paper = check_paper(c, code);
	double side = code->side * code->mm;

	if (!(code->mm > 0)) {
		buf_printf(
			out,
			"  size: %.1f pixels a side, %.2f a module; how large it is printed is not "
			"said in the file\n",
			code->side, code->module);
		return;
	}
	buf_printf(out, "  size: %.1f mm a side, %.2f mm a module\n", side,
		   code->module * code->mm);
	buf_printf(out, "  scans from about %.1f m", side / 100);
	if (check_whole_page(c, code))
		buf_printf(out, "; this paper (%s) is read from %.1f m: %s\n",
			   paper->name, paper->from / 1000.0,
			   side * 10 >= paper->from * 0.99 ? "enough" : "not enough");
	else
		buf_puts(out, ", which is for the hand\n");
}

static void
say_code(const struct check *c, const struct check_code *code, struct buf *out)
{
	buf_printf(out, "page %u: %s\n", code->page, check_plain(code->text, c->arena));
	if (code->alike > 1)
		buf_printf(out, "  %u times; what follows is the worst of them\n",
			   code->alike);
	say_leads(c, code, out);
	say_words(c, code, out);
	buf_printf(out,
		   "  code: version %u (%u modules a side), error correction %c, %s\n",
		   code->version, code->modules, code->level,
		   !code->ours	     ? "not drawn as canvass draws it"
		   : code->wrong > 0 ? "drawn as canvass draws it, but altered"
				     : "every module as it must be");
	say_lengths(c, code, out);
	buf_printf(out, "  quiet zone: %s%.2f modules; contrast: %.1f to 1%s",
		   code->quiet >= 8 ? "at least " : "", code->quiet, code->contrast,
		   code->light ? ", light on dark" : "");
	if (code->turned > 1 || code->turned < -1)
		buf_printf(out, "; turned by %.0f degrees", code->turned);
	buf_putc(out, '\n');
}

static void
say_file(const struct check *c, struct buf *out)
{
	const struct check_page *first = &c->pages[0];

	buf_printf(out, "%s: %s, %u page%s", check_plain(c->file, c->arena),
		   file_kind_names[c->kind], c->page_count,
		   c->page_count == 1 ? "" : "s");
	if (first->wide > 0)
		buf_printf(out, ", %.0f by %.0f mm", first->wide, first->high);
	if (*c->fonts)
		buf_printf(out, ", fonts: %s", c->fonts);
	buf_putc(out, '\n');
}

/* Pages that have no code need none: they say how to put the others up. */
static void
say_empty(const struct check *c, struct buf *out)
{
	const char *before = "pages without a code: ";

	if (!c->code_count)
		return;
	for (size_t i = 0; i < c->page_count; i++)
		if (!c->pages[i].codes) {
			buf_printf(out, "%s%u", before, c->pages[i].number);
			before = ", ";
		}
	if (str_same(before, ", "))
		buf_putc(out, '\n');
}

void
check_say(const struct check *c, struct buf *out)
{
	say_file(c, out);
	for (size_t i = 0; i < c->code_count; i++)
		say_code(c, &c->codes[i], out);
	say_empty(c, out);
	buf_puts(out, c->problem_count ? "problems\n" : "no problems\n");
	for (size_t i = 0; i < c->problem_count; i++) {
		const struct check_problem *p = &c->problems[i];

		if (p->page)
			buf_printf(out, "  page %u%s%s: %s\n", p->page,
				   *p->text ? ", " : "", check_plain(p->text, c->arena),
				   p->says);
		else
			buf_printf(out, "  %s\n", p->says);
	}
}

/* ---- JSON -------------------------------------------------------------------------- */

static void
member(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, ",\"%s\":", key);
	json_put(out, value);
}

/* Lengths that the file does not tell are null. */
static void
length(struct buf *out, const char *key, double value, bool known, unsigned digits)
{
	if (known)
		buf_printf(out, ",\"%s\":%.*f", key, (int)digits, value);
	else
		buf_printf(out, ",\"%s\":null", key);
}

static void
json_code(const struct check *c, const struct check_code *code, struct buf *out)
{
	bool known = code->mm > 0;
	const char level[2] = { code->level, '\0' };

	buf_printf(out, "{\"page\":%u,\"alike\":%u", code->page, code->alike);
	member(out, "address", code->text);
	member(out, "host", code->host);
	member(out, "leads", leads_names[code->leads]);
	buf_printf(out, ",\"further\":%s", code->further ? "true" : "false");
	member(out, "survey", code->survey);
	member(out, "place", code->place);
	member(out, "words", code->words);
	buf_printf(out, ",\"version\":%u,\"modules\":%u", code->version, code->modules);
	member(out, "level", level);
	buf_printf(out, ",\"ours\":%s,\"wrong\":%d", code->ours ? "true" : "false",
		   code->wrong);
	length(out, "side_mm", code->side * code->mm, known, 1);
	length(out, "module_mm", code->module * code->mm, known, 3);
	length(out, "scans_from_m", code->side * code->mm / 100, known, 2);
	length(out, "read_from_m", check_paper(c, code)->from / 1000.0, known, 2);
	buf_printf(out,
		   ",\"side_pixels\":%.2f,\"module_pixels\":%.3f,\"quiet\":%.2f,"
		   "\"contrast\":%.2f,\"light\":%s,\"turned\":%.1f}",
		   code->side, code->module, code->quiet, code->contrast,
		   code->light ? "true" : "false", code->turned);
}

void
check_say_json(const struct check *c, struct buf *out)
{
	buf_puts(out, "{\"file\":");
	json_put(out, c->file);
	member(out, "kind", file_kind_names[c->kind]);
	buf_printf(out, ",\"pages\":%u", c->page_count);
	member(out, "fonts", c->fonts);
	member(out, "host", c->workspace ? c->host : "");
	buf_puts(out, ",\n \"codes\":[");
	for (size_t i = 0; i < c->code_count; i++) {
		buf_puts(out, i ? ",\n  " : "\n  ");
		json_code(c, &c->codes[i], out);
	}
	buf_puts(out, "],\n \"problems\":[");
	for (size_t i = 0; i < c->problem_count; i++) {
		buf_printf(out, "%s{\"page\":%u", i ? ",\n  " : "\n  ",
			   c->problems[i].page);
		member(out, "address", c->problems[i].text);
		member(out, "problem", c->problems[i].name);
		member(out, "says", c->problems[i].says);
		buf_putc(out, '}');
	}
	buf_puts(out, "]}\n");
}
