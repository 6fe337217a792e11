/*
 * Logos: what is taken, and what is refused in which words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "tests/unit/render/drawing.h"

#define SVG(inside) \
	"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'>" inside "</svg>"
#define DOT "<circle cx='5' cy='5' r='4'/>"

static const char *
verdict(const void *bytes, size_t len)
{
	static struct err err;
	struct logo *l;

	err = (struct err){ .code = ERR_NONE };
	l = logo_new(bytes, len, &err);
	if (!l && err.code != ERR_INPUT)
		die("a wrong kind of error");
	logo_free(l);
	return err.text;
}

static void
taken(void)
{
	static const char *const svgs[] = {
		SVG(DOT),
		SVG("<defs><linearGradient id='g'/></defs><rect width='9' height='9' "
		    "fill='url(#g)' style='stroke: url( \"#g\" )'/>"),
		SVG("<circle id='c' r='2'/><use href='#c' x='5'/>"),
		SVG("<image width='1' height='1' href='data:image/png;base64,iVBORw0KGgo='/>" DOT),
		"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE svg PUBLIC "
		"'-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG(
			DOT),
		SVG("<text>on and on, one = two, the only one</text>" DOT),
		SVG("<text>href is a word, and so is &#233;</text>" DOT),
		"<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='30mm'>" DOT
		"</svg>",
	};

	for (size_t i = 0; i < ARRAY_LEN(svgs); i++)
		is_str(verdict(svgs[i], strlen(svgs[i])), "", "taken: %.60s", svgs[i]);
}

static void
refused(void)
{
	static const struct {
		const char *bytes, *say;
	} cases[] = {
		{ "", "logo: it is empty" },
		{ "GIF89a", "logo: it is neither a PNG nor an SVG" },
		{ "\x1f\x8b\x08 <svg", "logo: it is packed with gzip; unpack it, and" },
		{ "<svg xmlns='http://www.w3.org/2000/svg'>" DOT "</svg>",
		  "logo: the SVG says no size; give it a viewBox" },
		{ "<svg xmlns='http://www.w3.org/2000/svg'>",
		  "logo: the SVG is broken: " },
		{ "<svg/>", "logo: the SVG " },
		{ SVG(""), "" }, /* empty, but of a size: that is the author's affair */
		{ "<svg xmlns='http://www.w3.org/2000/svg'/>",
		  "logo: the SVG says no size; give it a viewBox" },
		{ SVG("\xff"), "logo: the SVG is not in UTF-8; save it so" },
		{ "<?xml version='1.0' encoding='UTF-16'?>" SVG(DOT),
		  "logo: the SVG is not in UTF-8; save it so" },
		{ SVG("<script>1</script>"),
		  "logo: the SVG contains a script; take it out, or save the drawing as a PNG" },
		{ SVG("<s:SCRIPT xmlns:s='x'/>"), "logo: the SVG contains a script" },
		{ SVG("<foreignObject/>"), "logo: the SVG contains foreignObject" },
		{ "<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG(DOT),
		  "logo: the SVG contains an entity of its own" },
		{ "<!DOCTYPE svg [ ]>" SVG(DOT),
		  "logo: the SVG contains a document type of its own" },
		{ SVG("<style>@import 'a.css'</style>"),
		  "logo: the SVG contains a style sheet" },
		{ SVG("<style>@\\69mport 'a.css'</style>"),
		  "logo: the SVG contains a style" },
		{ SVG("<image href='https://a.example/x.png'/>"),
		  "logo: the SVG refers to \"https://a.example/x.png\", outside of itself; embed "
		  "that, or save the drawing as a PNG" },
		{ SVG("<image xlink:href = 'x.png'/>"),
		  "logo: the SVG refers to \"x.png\"" },
		{ SVG("<image href='&#x66;ile:///etc/passwd'/>"),
		  "logo: the SVG refers to \"file:///etc/passwd\"" },
		{ SVG("<rect fill='url(x.svg#g)'/>"),
		  "logo: the SVG refers to \"x.svg#g\"" },
		{ SVG("<rect style='fill:u\\72 l( \"x.svg\" )'/>"),
		  "logo: the SVG refers to \"x.svg\"" },
		{ SVG("<rect fill='&#117;rl(x.svg)'/>"),
		  "logo: the SVG refers to \"x.svg\"" },
		{ "<?xml-stylesheet href='a.css'?>" SVG(DOT),
		  "logo: the SVG refers to \"a.css\"" },
		{ SVG("<rect onclick = 'a()'/>"),
		  "logo: the SVG contains something that runs (onclick); take it out, or save "
		  "the drawing as a PNG" },
		{ SVG("<a:rect x=''\nonload='a()'/>"),
		  "logo: the SVG contains something that runs (onload)" },
		{ SVG("<image><set attributeName='href' to='x.png'/></image>"),
		  "logo: the SVG contains something that moves (attributeName)" },
		{ SVG("<style>@keyframes a{}</style>"),
		  "logo: the SVG contains something that moves (@keyframes)" },
		{ SVG("<style>a{mask:image-set('x.png' 1x)}</style>"),
		  "logo: the SVG contains pictures from elsewhere (image-set)" },
		{ SVG("<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='x.png'/>"),
		  "logo: the SVG contains a piece of a web page (XHTML)" },
		{ SVG("<image href='data:image/svg+xml,&lt;svg/>'/>"),
		  "logo: the SVG holds another document (data:image/svg+xml," },
		{ SVG("<rect fill='url(data:text/xml,a#b)'/>"),
		  "logo: the SVG holds another document (data:text/xml," },
		{ SVG("<filter id='f'><feTurbulence baseFrequency='.9' numOctaves='1000000'/>"
		      "</filter><rect width='9' height='9' filter='url(#f)'/>"),
		  "logo: the logo takes too long to draw; save it as a PNG" },
		{ "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 10'>" DOT
		  "</svg>",
		  "logo: it is 12 times as wide as high; less than 12 times is wanted: crop it" },
		{ "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 200'>" DOT
		  "</svg>",
		  "logo: it is 20 times as high as wide; " },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *said = verdict(cases[i].bytes, strlen(cases[i].bytes));

		ok(str_starts(said, cases[i].say) && !*said == !*cases[i].say,
		   "%.40s: %s", cases[i].bytes, said);
	}
}

static void
too_long(void)
{
	size_t most = 2 << 20;
	char *svg = mem_new(most + 1, 1);

	memset(svg, ' ', most + 1);
	memcpy(svg, SVG(DOT), strlen(SVG(DOT)));
	is_str(verdict(svg, most), "", "2 MiB");
	is_str(verdict(svg, most + 1), "logo: it has 2097153 bytes; 2 MiB are the most",
	       "and a byte");
	free(svg);
}

/* Each level has what is under it twice, in as many tiles as it is large. */
static void
too_large(void)
{
	SCOPED(buf) svg = { 0 };

	buf_puts(&svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>");
	for (unsigned i = 0; i < 14; i++)
		buf_printf(&svg,
			   "<pattern id='p%u' width='1' height='1' "
			   "patternUnits='userSpaceOnUse'><rect width='3' height='3' "
			   "fill='url(#p%u)'/><rect width='3' height='3' fill='url(#p%u)'/>"
			   "</pattern>",
			   i, i + 1, i + 1);
	buf_puts(&svg,
		 "<pattern id='p14' width='.5' height='.5' "
		 "patternUnits='userSpaceOnUse'><rect width='.1' height='.1'/></pattern>"
		 "<rect width='100' height='50' fill='url(#p0)'/></svg>");
	is_str(verdict(svg.data, svg.len),
	       "logo: the logo makes a PDF larger by more than 4 MiB; save it as a PNG",
	       "what would make a PDF of many MiB");
}

/* The CRC-32 of PNG's annex D, a bit at a time. */
static uint32_t
crc(const char *data, size_t len)
{
	uint32_t c = 0xffffffff;

	for (size_t i = 0; i < len; i++) {
		c ^= (unsigned char)data[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
	}
	return ~c;
}

static void
put_be(char *to, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		to[i] = (char)(v >> (24 - 8 * i));
}

/* A header that says so many pixels; what follows it stays as it was. */
static void
say_size(char *png, uint32_t wide, uint32_t high)
{
	put_be(png + 16, wide);
	put_be(png + 20, high);
	put_be(png + 29, crc(png + 12, 17));
}

static void
pictures(struct fonts *f)
{
	SCOPED(buf) png = { 0 };
	SCOPED(buf) back = { 0 };
	struct sheet *s = sheet_new(f, 20, 10);
	struct err err = { .code = ERR_NONE };
	const char *type;
	struct logo *l;

	if (!png_write(s, &about, collect, &png, &err))
		die("%s", err.text);
	l = logo_new(png.data, png.len, &err);
	ok(l && fabs(logo_shape(l) - 2) < 0.02, "a PNG is taken: %s", err.text);
	if (l)
		logo_bytes(l, &back, &type);
	ok(l && str_same(type, "image/png") && back.len > 8, "and packed anew");
	ok(!memmem(back.data, back.len, "pHYs", 4), "without what else was in it");
	logo_free(l);
	is_str(verdict(back.data, back.len), "", "which is a PNG again");
	is_str(verdict(png.data, 20), "logo: the PNG is broken: read beyond end of data",
	       "cut short");
	ok(str_starts(verdict(png.data, png.len / 2), "logo: the PNG is broken: "),
	   "cut in half");
	png.data[16]++;
	ok(str_starts(verdict(png.data, png.len), "logo: the PNG is broken: "),
	   "changed: %s", verdict(png.data, png.len));
	say_size(png.data, 4001, 4000);
	is_str(verdict(png.data, png.len),
	       "logo: it has 4001 by 4000 pixels; 16 million are the most: save it smaller",
	       "more pixels than we unpack, seen in its header");
	say_size(png.data, 1, 40000);
	ok(str_starts(verdict(png.data, png.len), "logo: it has 1 by 40000 pixels"),
	   "too long");
	sheet_free(s);
}

static void
placed(struct fonts *f)
{
	struct sheet *s = sheet_new(f, 210, 297);
	struct err err = { .code = ERR_NONE };
	struct logo *l = logo_new(SVG(DOT), strlen(SVG(DOT)), &err);
	struct box room = { 20, 20, 60, 20 }, *at;

	put_logo(s, l, room, ALIGN_START);
	at = &s->last->at;
	ok(at->x == 20 && at->wide == 40 && at->high == 20, "at the start of its room");
	put_logo(s, l, room, ALIGN_MIDDLE);
	ok(s->last->at.x == 30, "in the middle");
	put_logo(s, l, room, ALIGN_END);
	ok(s->last->at.x == 40, "at the end");
	put_logo(s, l, (struct box){ 20, 20, 20, 60 }, ALIGN_START);
	at = &s->last->at;
	ok(at->wide == 20 && at->high == 10 && at->y == 45, "as wide as a narrow room");
	put_logo(s, NULL, room, ALIGN_START);
	ok(at == &s->last->at && sheet_good(s, &err), "none is nothing");
	put_code(s, ADDRESS, 30, 30, 40);
	ok(!sheet_good(s, &err), "a logo under the code is refused: %s", err.text);
	sheet_free(s);
	logo_free(l);
}

int
main(void)
{
	struct fonts *f;

	logo_silence();
	taken();
	refused();
	too_long();
	too_large();
	f = fonts_here(); /* it starts threads */
	pictures(f);
	placed(f);
	fonts_free(f);
	fonts_end();
	return tap_done();
}
