/*
 * From a file to rasters, and from those to codes.  A PNG is read as it is; of a PDF
 * (poster_check_pdf.c) and an SVG programs make rasters, fine enough for what is measured.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "app/poster_check.h"
#include "app/render.h"

enum {
	DPI = 300,
	SCREEN_PIXELS = 2000, /* how wide an SVG without a size is drawn */
	SECONDS_FILE = 120,
};

const char *const file_kind_names[FILE_KIND__COUNT] = {
	[FILE_PNG] = "PNG",
	[FILE_PDF] = "PDF",
	[FILE_SVG] = "SVG",
};

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

bool
check_codes_take(struct check *c, const void *png, size_t len, struct check_page *page,
	   double mm, double *out_module, struct err *err)
{
	SCOPED(buf) lines = { 0 };
	size_t first = c->code_count;

	if (!render_read(png, len, c->until, &lines, err))
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

void
check_pages_add(struct check *c, unsigned count)
{
	c->page_count = count;
	c->pages = arena_array(c->arena, struct check_page, count);
	for (unsigned i = 0; i < count; i++)
		c->pages[i] = (struct check_page){ .number = i + 1 };
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
	struct check_page *page;
	double mm, module;

	check_pages_add(c, 1);
	page = c->pages;
	png_sizes(bytes, page, &mm);
	return check_codes_take(c, bytes->data, bytes->len, page, mm, &module, err);
}

/* ---- SVG ------------------------------------------------------------------------- */

/* "210mm" in millimetres; 0 if it says none, or pixels of a screen. */
static double
svg_length(const char *value)
{
	static const struct {
		const char *unit;
		double mm;
	} units[] = { { "mm", 1 },
		      { "cm", 10 },
		      { "in", MM_AN_INCH },
		      { "pt", MM_AN_INCH / 72 },
		      { "pc", MM_AN_INCH / 6 } };
	char *unit;
	double number = strtod(value, &unit);

	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (number > 0 && number < 1e5 && str_starts(unit, units[i].unit))
			return number * units[i].mm;
	return 0;
}

/* The value of a tag's attribute, or "". */
static const char *
svg_value(const char *tag, const char *end, const char *name)
{
	static const char blanks[] = " \t\r\n";
	const char *p = tag + strcspn(tag, " \t\r\n>");

	while (p < end) {
		const char *from = p += strspn(p, blanks), *close;
		size_t len = strcspn(p, " \t\r\n=>");

		p += len + strspn(p + len, blanks);
		if (*p != '=')
			break;
		p += 1 + strspn(p + 1, blanks);
		close = *p == '"' || *p == '\'' ? strchr(p + 1, *p) : NULL;
		if (!close)
			break;
		if (len == strlen(name) && strncmp(from, name, len) == 0)
			return p + 1;
		p = close + 1;
	}
	return "";
}

/* The first tag, behind what is said and not drawn: its "<", or NULL. */
static const char *
svg_root(const char *text)
{
	static const struct {
		const char *from, *to;
	} skipped[] = { { "<!--", "-->" }, { "<?", "?>" }, { "<!", ">" } };
	const char *at = text, *from;

	while ((at = strchr(at, '<'))) {
		size_t i = 0;

		while (i < ARRAY_LEN(skipped) && !str_starts(at, skipped[i].from))
			i++;
		if (i == ARRAY_LEN(skipped))
			return at;
		from = at + strlen(skipped[i].from);
		at = strstr(from, skipped[i].to);
		/* what a document type of its own makes of the text cannot be known */
		if (!at || (i == 2 && memchr(from, '[', (size_t)(at - from))))
			return NULL;
	}
	return NULL;
}

/* The end of a tag: a ">" in a value is none. */
static const char *
tag_end(const char *at)
{
	char quote = '\0';

	for (; *at; at++) {
		if (quote ? *at == quote : *at == '"' || *at == '\'')
			quote = quote ? '\0' : *at;
		else if (!quote && *at == '>')
			return at;
	}
	return NULL;
}

static void
svg_sizes(const struct buf *bytes, struct check_page *page)
{
	const char *root = svg_root(bytes->data), *end = root ? tag_end(root) : NULL;

	if (!end) /* it says none that can be relied on */
		return;
	page->wide = svg_length(svg_value(root, end, "width"));
	page->high = svg_length(svg_value(root, end, "height"));
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

	if (!tool_run(&rsvg, argv, bytes, c->until, &said, err))
		return false;
	if (!said.len)
		return err_set(err, ERR_INPUT,
			       "rsvg-convert made no picture of this file");
	return check_codes_take(c, said.data, said.len, page, mm, out_module, err);
}

/* rsvg-convert takes 96 pixels for an inch; the zoom makes dots an inch of them. */
static bool
read_svg(struct check *c, const struct buf *bytes, struct err *err)
{
	struct check_page *page;
	double dpi = DPI, most, module;

	check_pages_add(c, 1);
	page = c->pages;
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
	c->until = clock_ms() + SECONDS_FILE * 1000;
	if (starts(bytes, "\x89PNG\r\n\x1a\n", 8)) {
		c->kind = FILE_PNG;
		return read_png(c, bytes, err);
	}
	if (starts(bytes, "%PDF-", 5)) {
		c->kind = FILE_PDF;
		return check_pdf(c, bytes, err);
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
