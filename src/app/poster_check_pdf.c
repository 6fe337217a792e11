/*
 * A PDF's pages: rasters of several at once, fine enough for what is measured, and the codes in
 * them.  However many there are, memory holds a few.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "app/poster_check.h"

enum {
	DPI = 300,
	DPI_LONG = 150, /* of long files at first: half a millimetre has three pixels then */
	PAGES_SHORT = 40,
	PAGES_AT_ONCE = 32,
	FONTS_MOST = 12,
	MILLISECONDS_PAGE = 1000, /* more of time for each */
};

static const struct tool pdfinfo = { "pdfinfo", "poppler-utils" };
static const struct tool pdftoppm = { "pdftoppm", "poppler-utils" };
static const struct tool pdffonts = { "pdffonts", "poppler-utils" };

/* A copy that ends, of what a program wrote. */
static const char *
words_of(const struct tool_said *said, struct arena *a)
{
	return arena_copy(a, said->data ? said->data : "", said->len);
}

/*
 * "Pages: 2", then "Page    2 size:  595.276 x 841.89 pts (A4)" of each, which is kept for now in
 * points where its millimetres will be.
 */
static bool
pdf_sizes(struct check *c, const char *words, struct err *err)
{
	unsigned page, count = 0;
	double wide, high;

	for (const char *line = words; line && *line;
	     line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
		if (!count && sscanf(line, "Pages: %u", &count) == 1) {
			if (count > PAGES_MOST)
				return err_set(err, ERR_INPUT,
					       "this PDF has %u pages; %d are the most that "
					       "are looked at: split it",
					       count, PAGES_MOST);
			check_pages_add(c, count);
		} else if (sscanf(line, "Page %u size: %lf x %lf pts", &page, &wide,
				  &high) == 3 &&
			   page && page <= count) {
			c->pages[page - 1].wide = wide;
			c->pages[page - 1].high = high;
		}
	}
	return count || err_set(err, ERR_INPUT, "this PDF has no page");
}

/* A page as one looks at it: how fine it may be, and how fine it is at first. */
static double
pdf_most(const struct check_page *page)
{
	double inches = page->wide > 0 && page->high > 0
				? page->wide * page->high / 72 / 72
				: 100;

	return fmin(DPI_MOST, sqrt(PAGE_PIXELS / inches));
}

static unsigned
pdf_first(const struct check *c, const struct check_page *page)
{
	int wanted = c->page_count > PAGES_SHORT ? DPI_LONG : DPI;

	return (unsigned)fmax(10, fmin(wanted, pdf_most(page)));
}

/* One of the pictures that pdftoppm writes, one behind the other; *inout_at moves behind it. */
static bool
ppm_next(const struct tool_said *said, size_t *inout_at, unsigned *out_wide,
	 unsigned *out_high, struct arena *a)
{
	const char *from = (const char *)said->data + *inout_at;
	size_t left = said->len - *inout_at, body;
	int head = 0;

	if (!said->data || left < 16 ||
	    sscanf(arena_copy(a, from, left < 40 ? left : 40), "P6 %u %u 255%n", out_wide,
		   out_high, &head) != 2 ||
	    !head || *out_wide > 100000 || *out_high > 100000)
		return false;
	body = (size_t)*out_wide * *out_high * 3;
	if (left - (size_t)head - 1 < body)
		return false;
	*inout_at += (size_t)head + 1 + body;
	return true;
}

/*
 * Rasters of pages that lie one behind the other, at so many dots an inch, and the codes in them.
 * modules: the smallest of each page, in pixels, or 0.
 */
static bool
pdf_pages_at(struct check *c, const struct buf *bytes, struct check_page *first,
	     size_t count, unsigned dpi, double *modules, struct err *err)
{
	SCOPED(tool_said) said = { NULL, 0 };
	struct arena *a = arena_new(0);
	const char *const argv[] = {
		"pdftoppm", "-r", arena_printf(a, "%u", dpi),
		"-f",	    arena_printf(a, "%u", first->number),
		"-l",	    arena_printf(a, "%u", first[count - 1].number),
		"-",	    NULL
	};
	bool good = tool_run(&pdftoppm, argv, bytes, c->until, &said, err);
	size_t at = 0;

	for (size_t i = 0; good && i < count; i++) {
		struct check_page *page = &first[i];
		size_t from = at;
		unsigned wide, high;

		if (ppm_next(&said, &at, &wide, &high, a)) {
			page->wide = wide * MM_AN_INCH / dpi;
			page->high = high * MM_AN_INCH / dpi;
			good = check_codes_take(c, (const char *)said.data + from, at - from,
					  page, MM_AN_INCH / dpi, &modules[i], err);
		} else {
			good = err_set(err, ERR_INPUT,
				       "pdftoppm made no picture of page %u",
				       page->number);
		}
		if (!good)
			err_add(err, "page %u of %u", page->number, c->page_count);
	}
	arena_free(a);
	return good;
}

static void
codes_drop(struct check *c, struct check_page *page)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->code_count; i++)
		if (c->codes[i].page != page->number)
			c->codes[kept++] = c->codes[i];
	c->code_count = kept;
	page->codes = 0;
}

/*
 * Once more, finer, where a module had less than eight pixels, and where a long file's page showed
 * no code at first: small ones may be there all the same.
 */
static bool
pdf_page_again(struct check *c, const struct buf *bytes, struct check_page *page,
	       unsigned dpi, double most, double module, struct err *err)
{
	double need = module > 0 ? dpi * PIXELS_A_MODULE / module : DPI;

	need = fmin(need, most);
	if (need < dpi * 1.05)
		return true;
	codes_drop(c, page);
	if (!pdf_pages_at(c, bytes, page, 1, (unsigned)ceil(need), &module, err))
		return false;
	dpi = (unsigned)ceil(need); /* what was not seen before had no size yet */
	need = module > 0 ? fmin(most, dpi * PIXELS_A_MODULE / module) : dpi;
	if (need < dpi * 1.05)
		return true;
	codes_drop(c, page);
	return pdf_pages_at(c, bytes, page, 1, (unsigned)ceil(need), &module, err);
}

/* How many pages from the first on make one piece: of one fineness, and not too many pixels. */
static size_t
pdf_piece(const struct check *c, const struct check_page *first)
{
	const struct check_page *end = c->pages + c->page_count;
	unsigned dpi = pdf_first(c, first);
	double pixels = 0;
	size_t n = 0;

	while (first + n < end && n < PAGES_AT_ONCE && pdf_first(c, first + n) == dpi) {
		pixels += first[n].wide * first[n].high / 72 / 72 * dpi * dpi;
		if (n && (pixels > PAGE_PIXELS || !(first[n].wide > 0)))
			break;
		n++;
	}
	return n;
}

static bool
pdf_pages(struct check *c, const struct buf *bytes, struct check_page *first,
	  size_t count, struct err *err)
{
	double modules[PAGES_AT_ONCE], most[PAGES_AT_ONCE];
	unsigned dpi = pdf_first(c, first);

	for (size_t i = 0; i < count; i++)
		most[i] = pdf_most(&first[i]);
	if (!pdf_pages_at(c, bytes, first, count, dpi, modules, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!pdf_page_again(c, bytes, &first[i], dpi, most[i], modules[i], err))
			return false;
	return true;
}

/* A line of pdffonts: name type encoding emb sub uni object ID; only the name has no blanks. */
static void
font_take(char *line, struct buf *out, unsigned *inout_count)
{
	char *word[16], *rest = line, *name, *plus;
	size_t n = 0;

	while (n < ARRAY_LEN(word) && (word[n] = strsep(&rest, " \t")))
		n += *word[n] != '\0';
	if (n < 6 || (*inout_count)++ >= FONTS_MOST)
		return;
	name = word[0];
	plus = strchr(name,
		      '+'); /* the part of a font that is in the file: ABCDEF+Inter */
	name = plus ? plus + 1 : name;
	if (out->len && strstr(out->data, name)) /* one font in several parts */
		return;
	buf_printf(out, "%s%s%s", out->len ? ", " : "", name,
		   str_same(word[n - 5], "yes") ? "" : " (not embedded)");
}

static bool
pdf_fonts(struct check *c, const struct buf *bytes, struct err *err)
{
	static const char *const argv[] = { "pdffonts", "-", NULL };
	SCOPED(tool_said) said = { NULL, 0 };
	SCOPED(buf) fonts = { 0 };
	unsigned count = 0, row = 0;
	char *rest, *line;

	if (!tool_run(&pdffonts, argv, bytes, c->until, &said, err))
		return false;
	rest = arena_str(c->arena, words_of(&said, c->arena));
	while ((line = strsep(&rest, "\n")))
		if (row++ >= 2) /* behind the head and its rule */
			font_take(line, &fonts, &count);
	c->fonts = check_plain(fonts.len ? fonts.data : "", c->arena);
	return true;
}

bool
check_pdf(struct check *c, const struct buf *bytes, struct err *err)
{
	static const char *const argv[] = { "pdfinfo", "-l", "100000", "-", NULL };
	SCOPED(tool_said) said = { NULL, 0 };
	struct progress progress = { 0 };
	bool good = true;
	size_t n;

	if (!tool_run(&pdfinfo, argv, bytes, c->until, &said, err) ||
	    !pdf_sizes(c, words_of(&said, c->arena), err))
		return false;
	c->until += (uint64_t)c->page_count * MILLISECONDS_PAGE;
	for (unsigned i = 0; good && i < c->page_count; i += (unsigned)n) {
		progress_show(&progress, "page %u of %u", i + 1, c->page_count);
		n = pdf_piece(c, &c->pages[i]);
		good = pdf_pages(c, bytes, &c->pages[i], n, err);
	}
	progress_end(&progress);
	return good && pdf_fonts(c, bytes, err);
}
