/*
 * What is wrong with a file that somebody wrote: where, in which words, with the source
 * line and a caret.  Reading goes on after a problem; twenty errors are enough.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

#define SHOWN_MOST 120 /* characters of a source line; longer ones show a part */

void
diags_init(struct diags *d, const char *file, const char *text, size_t len,
	   struct arena *arena)
{
	*d = (struct diags){ .sources = { { file, text, len } },
			     .source_count = 1,
			     .arena = arena };
}

unsigned
diags_turn(struct diags *d, const char *file, const char *text, size_t len)
{
	unsigned before = d->source;
	size_t i = 0;

	while (i < d->source_count && !str_same(d->sources[i].file, file))
		i++;
	/* more files than any form can have: the last one's places stand for theirs */
	if (i == ARRAY_LEN(d->sources))
		i--;
	if (i == d->source_count)
		d->source_count++;
	d->sources[i] = (struct diag_source){ file, text, len };
	d->source = (unsigned)i;
	return before;
}

void
diags_back(struct diags *d, unsigned source)
{
	d->source = source;
}

static bool
is_warning(const struct diag *diag)
{
	return diag->code[0] == 'W';
}

/* The place for one more.  Warnings give way: a file is never refused without a reason. */
static struct diag *
new_item(struct diags *d, bool warning)
{
	if (d->count < DIAG_MOST)
		return &d->items[d->count++];
	for (size_t i = d->count; !warning && i-- > 0;)
		if (is_warning(&d->items[i]))
			return &d->items[i];
	return NULL;
}

void
diag_add(struct diags *d, const char *code, unsigned line, unsigned col, unsigned width,
	 const char *hint, const char *fmt, ...)
{
	bool warning = code[0] == 'W';
	struct diag *item;
	char text[1000];
	va_list ap;

	if (warning)
		d->warnings++;
	else
		d->errors++;
	item = new_item(d, warning);
	if (!item)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	*item = (struct diag){
		.source = d->source,
		.code = code,
		.line = line,
		.col = col,
		.width = width ? width : 1,
		.message = arena_str(d->arena, text),
		.hint = hint,
	};
}

bool
diags_full(const struct diags *d)
{
	return d->errors >= DIAG_MOST;
}

/* Whether the problem at one stands before the other's place. */
static bool
stands_before(const struct diag *one, const struct diag *other)
{
	if (one->source != other->source)
		return one->source < other->source;
	return one->line < other->line ||
	       (one->line == other->line && one->col < other->col);
}

/* Fills order with the items' indexes, by file, line and column, else as they came. */
static void
sort_by_place(const struct diags *d, size_t order[DIAG_MOST])
{
	for (size_t i = 0; i < d->count; i++) {
		const struct diag *one = &d->items[i];
		size_t at = i;

		for (; at > 0 && stands_before(one, &d->items[order[at - 1]]); at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}

/* The given line of the source without its end; false if there is none. */
static bool
find_line(const struct diag_source *source, unsigned number, const char **out_start,
	  const char **out_end)
{
	const char *p = source->text, *end = p ? p + source->len : p, *stop;

	if (!p || !number)
		return false;
	for (; number > 1; number--) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (!p)
			return false;
		p++;
	}
	stop = memchr(p, '\n', (size_t)(end - p));
	stop = stop ? stop : end;
	if (stop > p && stop[-1] == '\r')
		stop--;
	if (!utf8_valid(p, (size_t)(stop - p)))
		return false;
	*out_start = p;
	*out_end = stop;
	return true;
}

/* What a terminal would obey, or turn the line round for, or not show at all. */
static bool
point_hidden(uint32_t c)
{
	return (c != '\t' && c < 0x20) || (c >= 0x7f && c < 0xa0) || c == 0x200b ||
	       (c >= 0x2028 && c <= 0x202e) || c == 0x2060 || c == 0xfeff;
}

static void
put_times(struct buf *out, char c, size_t times)
{
	while (times-- > 0)
		buf_putc(out, c);
}

/*
 * The source line, and beneath it the caret.  Control characters are not shown as they
 * are: the file may come from anybody and the terminal would obey them.
 */
static void
print_source(const struct diag *item, const char *line, const char *end, struct buf *out)
{
	SCOPED(buf) under;
	size_t first = item->col > SHOWN_MOST - 20 ? item->col - SHOWN_MOST / 2 : 1;
	size_t col = 1, width = item->width;
	const char *next;

	buf_init(&under, 0);
	buf_printf(out, " %u | %s", item->line, first > 1 ? "..." : "");
	put_times(&under, ' ', first > 1 ? 3 : 0);
	for (const char *p = line; p < end && col < first + SHOWN_MOST; p = next, col++) {
		uint32_t point = utf8_next(p, end, &next);

		if (col < first)
			continue;
		if (point_hidden(point))
			buf_putc(out, '?');
		else
			buf_put(out, p, (size_t)(next - p));
		if (col < item->col)
			buf_putc(&under, point == '\t' ? '\t' : ' ');
	}
	/* The caret may stand just behind the line's end, where something is missing. */
	if (item->col + width > col)
		width = item->col < col ? col - item->col : 1;
	buf_printf(out, "\n %*s | %s", snprintf(NULL, 0, "%u", item->line), "",
		   under.data ? under.data : "");
	put_times(out, '^', width);
	if (item->hint)
		buf_printf(out, " %s", item->hint);
	buf_putc(out, '\n');
}

void
diags_print(const struct diags *d, struct buf *out)
{
	size_t order[DIAG_MOST] = { 0 };
	size_t came = d->errors + d->warnings;

	sort_by_place(d, order);
	for (size_t i = 0; i < d->count; i++) {
		const struct diag *item = &d->items[order[i]];
		const struct diag_source *source = &d->sources[item->source];
		const char *line, *end;

		buf_printf(out, "%s:%u:%u: %s %s: %s\n", source->file, item->line, item->col,
			   is_warning(item) ? "warning" : "error", item->code,
			   item->message);
		if (find_line(source, item->line, &line, &end))
			print_source(item, line, end, out);
		else if (item->hint)
			buf_printf(out, "    %s\n", item->hint);
	}
	if (came > d->count)
		buf_printf(out, "%s: and %zu more\n", d->sources[0].file, came - d->count);
}

void
diags_json(const struct diags *d, struct buf *out)
{
	size_t order[DIAG_MOST] = { 0 };

	sort_by_place(d, order);
	buf_putc(out, '[');
	for (size_t i = 0; i < d->count; i++) {
		const struct diag *item = &d->items[order[i]];

		buf_puts(out, i ? ",\n{\"file\": " : "\n{\"file\": ");
		json_put(out, d->sources[item->source].file);
		buf_printf(out, ", \"line\": %u, \"column\": %u, \"code\": ", item->line,
			   item->col);
		json_put(out, item->code);
		buf_puts(out, ", \"message\": ");
		json_put(out, item->message);
		buf_puts(out, ", \"hint\": ");
		if (item->hint)
			json_put(out, item->hint);
		else
			buf_puts(out, "null");
		buf_putc(out, '}');
	}
	buf_puts(out, d->count ? "\n]\n" : "]\n");
}
