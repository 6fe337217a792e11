/*
 * From a file to rasters, and from those to codes.  A PNG is read as it is; of a PDF and an SVG
 * programs make rasters, fine enough for what is measured: eight pixels a module and more.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "app/poster_check.h"
#include "app/render.h"

enum {
	DPI = 300,
	DPI_MOST = 1200,
	PIXELS_A_MODULE = 8,
	SCREEN_PIXELS = 2000, /* how wide an SVG without a size is drawn */
	FONTS_MOST = 12,
};
#define PAGE_PIXELS 70e6 /* of a page's raster: A3 at 600 dpi */
#define MM_AN_INCH  25.4

const char *const file_kind_names[FILE_KIND__COUNT] = {
	[FILE_PNG] = "PNG",
	[FILE_PDF] = "PDF",
	[FILE_SVG] = "SVG",
};

static const struct tool pdfinfo = { "pdfinfo", "poppler-utils" };
static const struct tool pdftoppm = { "pdftoppm", "poppler-utils" };
static const struct tool pdffonts = { "pdffonts", "poppler-utils" };
static const struct tool rsvg = { "rsvg-convert", "librsvg2-bin" };

/* ---- codes ----------------------------------------------------------------------- */

static double
number_of(const struct json *map, const char *key)
{
	const struct json *j = json_get(map, key);

	return j && j->type == JSON_NUMBER ? j->number : 0;
}

static bool
truth_of(const struct json *map, const char *key)
{
	const struct json *j = json_get(map, key);

	return j && j->type == JSON_BOOL && j->truth;
}

static struct check_code *
code_room(struct check *c)
{
	if (c->code_count == c->code_room) {
		struct check_code *more;

		c->code_room = c->code_room ? 2 * c->code_room : 64;
		more = arena_array(c->arena, struct check_code, c->code_room);
		if (c->code_count)
			memcpy(more, c->codes, c->code_count * sizeof(*more));
		c->codes = more;
	}
	return &c->codes[c->code_count++];
}

/* Like ones on a page are told as one, with the worst of what they measure. */
static bool
joined(struct check *c, const struct check_code *code)
{
	for (size_t i = 0; i < c->code_count; i++) {
		struct check_code *other = &c->codes[i];

		if (other->page != code->page || !str_same(other->text, code->text) ||
		    fabs(other->side - code->side) > 0.1 * code->side ||
		    other->light != code->light)
			continue;
		other->alike++;
		other->ours = other->ours && code->ours;
		other->wrong = other->wrong < 0 || code->wrong < 0 ? -1
			       : code->wrong > other->wrong	   ? code->wrong
								   : other->wrong;
		other->side = fmin(other->side, code->side);
		other->module = fmin(other->module, code->module);
		other->quiet = fmin(other->quiet, code->quiet);
		other->contrast = fmin(other->contrast, code->contrast);
		return true;
	}
	return false;
}

static bool
code_take(struct check *c, const char *line, size_t len, struct check_page *page,
	  double mm, struct err *err)
{
	struct check_code code = { .page = page->number, .alike = 1, .mm = mm };
	const struct json *map = json_parse(line, len, c->arena, err), *text, *level;

	if (!map)
		return err_add(err, "what canvass-render said");
	text = json_get(map, "text");
	level = json_get(map, "level");
	if (!text || text->type != JSON_STRING_)
		return err_set(err, ERR_BUG,
			       "canvass-render told of a code without its text");
	code.text = text->text;
	code.level =
		level && level->type == JSON_STRING_ && level->len ? level->text[0] : '?';
	code.ours = truth_of(map, "ours");
	code.light = truth_of(map, "light");
	code.version = (unsigned)number_of(map, "version");
	code.modules = (unsigned)number_of(map, "modules");
	code.wrong = (int)number_of(map, "wrong");
	code.side = number_of(map, "side");
	code.module = number_of(map, "module");
	code.quiet = number_of(map, "quiet");
	code.contrast = number_of(map, "contrast");
	code.turned = number_of(map, "turned");
	page->codes++;
	if (!joined(c, &code))
		*code_room(c) = code;
	return true;
}

/* The codes of a raster; *out_module: the smallest module of them, in pixels, or 0. */
static bool
codes_take(struct check *c, const void *png, size_t len, struct check_page *page,
	   double mm, double *out_module, struct err *err)
{
	SCOPED(buf) lines = { 0 };
	size_t first = c->code_count;

	if (!render_read(png, len, &lines, err))
		return false;
	for (const char *at = lines.data, *end; at && *at; at = end + 1) {
		end = strchr(at, '\n');
		if (!end)
			return err_set(err, ERR_BUG, "canvass-render was cut short");
		if (!code_take(c, at, (size_t)(end - at), page, mm, err))
			return false;
	}
	*out_module = 0;
	for (size_t i = first; i < c->code_count; i++)
		if (i == first || c->codes[i].module < *out_module)
			*out_module = c->codes[i].module;
	return true;
}

static struct check_page *
page_add(struct check *c)
{
	struct check_page *page = &c->pages[c->looked++];

	*page = (struct check_page){ .number = (unsigned)c->looked };
	return page;
}

/* ---- PNG ------------------------------------------------------------------------- */

static uint32_t
big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/*
 * How wide and high, and how large a pixel is on paper, if its chunk pHYs says so in metres and
 * the same both ways; 0 otherwise.
 */
static void
png_sizes(const struct buf *bytes, struct check_page *page, double *out_mm)
{
	const unsigned char *p = (const unsigned char *)bytes->data;
	const unsigned char *end = p + bytes->len;
	double wide = 0, high = 0;

	*out_mm = 0;
	for (p += 8; end - p >= 12;) {
		uint32_t len = big_endian(p);
		const unsigned char *body = p + 8;

		if (len > (size_t)(end - body))
			break;
		if (memcmp(p + 4, "IHDR", 4) == 0 && len == 13) {
			wide = big_endian(body);
			high = big_endian(body + 4);
		}
		if (memcmp(p + 4, "IDAT", 4) == 0)
			break;
		if (memcmp(p + 4, "pHYs", 4) == 0 && len == 9 && body[8] == 1 &&
		    big_endian(body) && big_endian(body) == big_endian(body + 4))
			*out_mm = 1000.0 / big_endian(body);
		if ((size_t)(end - body) - len < 4)
			break;
		p = body + len + 4;
	}
	page->wide = wide * *out_mm;
	page->high = high * *out_mm;
}

static bool
read_png(struct check *c, const struct buf *bytes, struct err *err)
{
	struct check_page *page = page_add(c);
	double mm, module;

	c->page_count = 1;
	png_sizes(bytes, page, &mm);
	return codes_take(c, bytes->data, bytes->len, page, mm, &module, err);
}

/* ---- PDF ------------------------------------------------------------------------- */

/* A copy that ends, of what a program wrote. */
static const char *
words_of(const struct tool_said *said, struct arena *a)
{
	return arena_copy(a, said->data ? said->data : "", said->len);
}

/* "Page    2 size:  595.276 x 841.89 pts (A4)", of each page that is looked at. */
static void
pdf_sizes(const char *words, unsigned *out_pages, double sizes[PAGES_LOOKED_AT][2])
{
	for (const char *line = words; line && *line;
	     line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
		unsigned page;
		double wide, high;

		if (sscanf(line, "Page %u size: %lf x %lf pts", &page, &wide, &high) ==
			    3 &&
		    page && page <= PAGES_LOOKED_AT) {
			sizes[page - 1][0] = wide;
			sizes[page - 1][1] = high;
		} else if (sscanf(line, "Pages: %u", &page) == 1) {
			*out_pages = page;
		}
	}
}

/* The page's raster at so many dots an inch, and the codes in it. */
static bool
pdf_page_at(struct check *c, const struct buf *bytes, struct check_page *page,
	    unsigned dpi, double *out_module, struct err *err)
{
	SCOPED(tool_said) said = { NULL, 0 };
	const char *number = arena_printf(c->arena, "%u", page->number);
	const char *const argv[] = {
		"pdftoppm", "-r",   arena_printf(c->arena, "%u", dpi),
		"-f",	    number, "-l",
		number,	    "-",    NULL
	};
	unsigned wide, high;

	if (!tool_run(&pdftoppm, argv, bytes, &said, err))
		return false;
	if (said.len < 16 ||
	    sscanf(arena_copy(c->arena, said.data, 16), "P6 %u %u", &wide, &high) != 2)
		return err_set(err, ERR_INPUT, "pdftoppm made no picture of page %u",
			       page->number);
	page->wide = wide * MM_AN_INCH / dpi;
	page->high = high * MM_AN_INCH / dpi;
	return codes_take(c, said.data, said.len, page, MM_AN_INCH / dpi, out_module,
			  err);
}

/*
 * At 300 dots an inch, which shows modules of a fifth of a millimetre; once more, finer, if a
 * module has less than eight pixels then.  A page that is too large for that has to do with less.
 */
static bool
pdf_page(struct check *c, const struct buf *bytes, const double size[2], struct err *err)
{
	struct check_page *page = page_add(c);
	double inches = size[0] > 0 && size[1] > 0 ? size[0] * size[1] / 72 / 72 : 100;
	double most = fmin(DPI_MOST, sqrt(PAGE_PIXELS / inches)), module, need;
	unsigned dpi = (unsigned)fmax(10, fmin(DPI, most));
	size_t first = c->code_count;

	if (!pdf_page_at(c, bytes, page, dpi, &module, err))
		return err_add(err, "page %u", page->number);
	need = module > 0 ? dpi * PIXELS_A_MODULE / module : dpi;
	if (need > most)
		need = most;
	if (need < dpi * 1.05)
		return true;
	c->code_count = first;
	page->codes = 0;
	return pdf_page_at(c, bytes, page, (unsigned)ceil(need), &module, err) ||
	       err_add(err, "page %u", page->number);
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

	if (!tool_run(&pdffonts, argv, bytes, &said, err))
		return false;
	rest = arena_str(c->arena, words_of(&said, c->arena));
	while ((line = strsep(&rest, "\n")))
		if (row++ >= 2) /* behind the head and its rule */
			font_take(line, &fonts, &count);
	c->fonts = check_plain(fonts.len ? fonts.data : "", c->arena);
	return true;
}

static bool
read_pdf(struct check *c, const struct buf *bytes, struct err *err)
{
	static const char *const argv[] = { "pdfinfo", "-f", "1", "-l", "40", "-", NULL };
	double sizes[PAGES_LOOKED_AT][2] = { { 0, 0 } };
	SCOPED(tool_said) said = { NULL, 0 };
	struct progress progress = { 0 };
	bool good = true;

	if (!tool_run(&pdfinfo, argv, bytes, &said, err))
		return false;
	pdf_sizes(words_of(&said, c->arena), &c->page_count, sizes);
	if (!c->page_count)
		return err_set(err, ERR_INPUT, "this PDF has no page");
	for (unsigned i = 0; good && i < c->page_count && i < PAGES_LOOKED_AT; i++) {
		progress_show(&progress, "page %u of %u", i + 1, c->page_count);
		good = pdf_page(c, bytes, sizes[i], err);
	}
	progress_end(&progress);
	return good && pdf_fonts(c, bytes, err);
}

/* ---- SVG ------------------------------------------------------------------------- */

/* An attribute of the root element in millimetres; 0 if it has none, or in pixels of a screen. */
static double
svg_length(const char *root, const char *end, const char *name)
{
	static const struct {
		const char *unit;
		double mm;
	} units[] = { { "mm", 1 },
		      { "cm", 10 },
		      { "in", MM_AN_INCH },
		      { "pt", MM_AN_INCH / 72 },
		      { "pc", MM_AN_INCH / 6 } };
	size_t len = strlen(name);

	for (const char *p = root; (p = strstr(p, name)) && p < end; p += len) {
		const char *value = p + len + strspn(p + len, " \t\r\n");
		char *unit;
		double number;

		if (!strchr(" \t\r\n", p[-1]) || *value != '=')
			continue;
		value++;
		value += strspn(value, " \t\r\n\"'");
		number = strtod(value, &unit);
		for (size_t i = 0; i < ARRAY_LEN(units); i++)
			if (number > 0 && number < 1e5 && str_starts(unit, units[i].unit))
				return number * units[i].mm;
		return 0;
	}
	return 0;
}

static void
svg_sizes(const struct buf *bytes, struct check_page *page)
{
	const char *root = strstr(bytes->data, "<svg"),
		   *end = root ? strchr(root, '>') : NULL;

	if (!end)
		return;
	page->wide = svg_length(root, end, "width");
	page->high = svg_length(root, end, "height");
	if (!(page->wide > 0 && page->high > 0))
		page->wide = page->high = 0;
}

static bool
svg_draw(struct check *c, const struct buf *bytes, struct check_page *page, double zoom,
	 double mm, double *out_module, struct err *err)
{
	const char *zoomed = arena_printf(c->arena, "--zoom=%.4f", zoom);
	const char *wide = arena_printf(c->arena, "--width=%d", SCREEN_PIXELS);
	const char *const argv[] = { "rsvg-convert",
				     "--format=png",
				     "--background-color=white",
				     zoom > 0 ? zoomed : wide,
				     "--keep-aspect-ratio",
				     NULL };
	SCOPED(tool_said) said = { NULL, 0 };

	if (!tool_run(&rsvg, argv, bytes, &said, err))
		return false;
	if (!said.len)
		return err_set(err, ERR_INPUT,
			       "rsvg-convert made no picture of this file");
	return codes_take(c, said.data, said.len, page, mm, out_module, err);
}

/* rsvg-convert takes 96 pixels for an inch; the zoom makes dots an inch of them. */
static bool
read_svg(struct check *c, const struct buf *bytes, struct err *err)
{
	struct check_page *page = page_add(c);
	double dpi = DPI, most, module;

	c->page_count = 1;
	svg_sizes(bytes, page);
	if (!(page->wide > 0))
		return svg_draw(c, bytes, page, 0, 0, &module, err);
	most = fmin(DPI_MOST, sqrt(PAGE_PIXELS * MM_AN_INCH * MM_AN_INCH / page->wide /
				   page->high));
	dpi = fmin(dpi, most);
	if (!svg_draw(c, bytes, page, dpi / 96, MM_AN_INCH / dpi, &module, err))
		return false;
	if (!(module > 0) || module >= PIXELS_A_MODULE || dpi >= most)
		return true;
	c->code_count = 0;
	page->codes = 0;
	dpi = fmin(most, dpi * PIXELS_A_MODULE / module * 1.02);
	return svg_draw(c, bytes, page, dpi / 96, MM_AN_INCH / dpi, &module, err);
}

/* ---- which it is ------------------------------------------------------------------- */

static bool
starts(const struct buf *bytes, const char *with, size_t len)
{
	return bytes->len >= len && memcmp(bytes->data, with, len) == 0;
}

/* Text with an element <svg> near its beginning. */
static bool
is_svg(const struct buf *bytes)
{
	const char *root;
	size_t skip;

	if (!bytes->len || strlen(bytes->data) != bytes->len)
		return false;
	skip = str_starts(bytes->data, "\xef\xbb\xbf") ? 3 : 0;
	skip += strspn(bytes->data + skip, " \t\r\n");
	root = strstr(bytes->data, "<svg");
	return bytes->data[skip] == '<' && root && root - bytes->data < 65536;
}

bool
check_read(struct check *c, const struct buf *bytes, struct err *err)
{
	const char *other = "this is none of them";

	c->fonts = "";
	if (starts(bytes, "\x89PNG\r\n\x1a\n", 8)) {
		c->kind = FILE_PNG;
		return read_png(c, bytes, err);
	}
	if (starts(bytes, "%PDF-", 5)) {
		c->kind = FILE_PDF;
		return read_pdf(c, bytes, err);
	}
	if (is_svg(bytes)) {
		c->kind = FILE_SVG;
		return read_svg(c, bytes, err);
	}
	if (starts(bytes, "\xff\xd8\xff", 3))
		other = "this is a JPEG picture; save it as PNG";
	else if (starts(bytes, "GIF8", 4))
		other = "this is a GIF picture; save it as PNG";
	else if (starts(bytes, "\x1f\x8b", 2))
		other = "this is packed; unpack it first";
	return err_set(err, ERR_INPUT, "PDF, SVG and PNG files are read, and %s", other);
}
