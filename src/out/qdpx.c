/*
 * quotes.qdpx and themes.qdc: the codebook and the released quotes for programs that code texts, by
 * the REFI-QDA standard, version 1.5 (www.qdasoftware.org).
 *
 * A quote is a source of its own: one line, one selection over all of it, so that programs which
 * count positions in bytes, in UTF-16 or in characters all mean the same.  Nothing tells which
 * quotes are of one person.  All ids follow from the survey and a name.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"
#include "out/xml.h"

#define PROJECT	 "urn:QDA-XML:project:1.0"
#define CODEBOOK "urn:QDA-XML:codebook:1.0"
#define SCHEMA	 "http://www.w3.org/2001/XMLSchema-instance"
#define MIDNIGHT "T00:00:00Z"

enum { GUID_BYTES = 16, GUID_TEXT = 37 };

struct source { /* one quote */
	const char *name, *guid, *path, *text;
	const struct theme_result *theme;
};
struct project {
	const struct summary *s;
	const char *user, *time;
	struct source *sources; /* in the order of themes */
	size_t source_count;
	struct arena *arena;
};

/*
 * BLAKE2b of survey, kind and name, as UUID version 8 (RFC 9562): the same thing has the same id in
 * every release.  The parts are divided by line feeds, which neither surveys nor kinds have.
 */
static const char *
guid_of(const struct project *p, const char *kind, const char *name)
{
	static const size_t groups[] = { 4, 2, 2, 2, 6 };
	unsigned char id[GUID_BYTES];
	char hex[2 * GUID_BYTES + 1];
	char *guid = arena_array(p->arena, char, GUID_TEXT), *to = guid;
	const char *from = hex;
	SCOPED(buf) text;

	buf_init(&text, 0);
	buf_printf(&text, "%s\n%s\n", p->s->survey, kind);
	buf_puts(&text, name);
	digest_blake2b(id, sizeof(id), text.data, text.len);
	id[6] = (unsigned char)((id[6] & 0x0f) | 0x80);
	id[8] = (unsigned char)((id[8] & 0x3f) | 0x80);
	hex_encode(hex, sizeof(hex), id, sizeof(id));
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		if (i)
			*to++ = '-';
		memcpy(to, from, 2 * groups[i]);
		to += 2 * groups[i];
		from += 2 * groups[i];
	}
	return guid;
}

/* ---- quotes as sources ----------------------------------------------------------- */

/* Whatever some program takes for the end of a line. */
static bool
ends_line(uint32_t point)
{
	return (point >= '\n' && point <= '\r') || point == 0x85 || point == 0x2028 ||
	       point == 0x2029;
}

/* One line without a byte order mark; what XML cannot hold is U+FFFD here too. */
static const char *
source_text(const struct project *p, const char *quote)
{
	const char *at = quote, *end = quote + strlen(quote), *from;
	uint32_t point;
	const char *text;
	SCOPED(buf) line;

	buf_init(&line, 0);
	if (!utf8_valid(quote, strlen(quote)))
		end = at;
	while (at < end) {
		from = at;
		point = utf8_next(at, end, &at);
		if (ends_line(point))
			buf_putc(&line, ' ');
		else if ((point == 0xfeff && from == quote) || point == 0xfffe ||
			 point == 0xffff || (point < ' ' && point != '\t'))
			buf_puts(&line, "\xef\xbf\xbd");
		else
			buf_put(&line, from, (size_t)(at - from));
	}
	text = arena_str(p->arena, line.data ? line.data : "");
	return text;
}

/* How many of a theme's quotes before this one say the same: their ids must differ. */
static unsigned
same_before(const struct theme_result *theme, size_t quote)
{
	unsigned count = 0;

	for (size_t i = 0; i < quote; i++)
		count += str_same(theme->quotes[i], theme->quotes[quote]);
	return count;
}

static void
add_source(struct project *p, const struct theme_result *theme, size_t quote)
{
	struct source *source = &p->sources[p->source_count++];
	const char *name = arena_printf(p->arena, "%s\n%u\n%s", theme->id,
					same_before(theme, quote), theme->quotes[quote]);

	*source = (struct source){
		.theme = theme,
		.text = source_text(p, theme->quotes[quote]),
		.guid = guid_of(p, "quote", name),
		.name = arena_printf(p->arena, "Quote %zu", p->source_count),
	};
	source->path = arena_printf(p->arena, "sources/%s.txt", source->guid);
}

static void
add_sources(struct project *p)
{
	p->sources = arena_array(p->arena, struct source, p->s->quote_count + 1);
	for (size_t t = 0; t < p->s->theme_count; t++)
		for (size_t i = 0; i < p->s->themes[t].quote_count; i++)
			add_source(p, &p->s->themes[t], i);
}

/* ---- the codebook ---------------------------------------------------------------- */

static void
open_code(struct xml *x, const char *guid, const char *name, bool codable)
{
	xml_open(x, "Code");
	xml_attr(x, "guid", guid);
	xml_attr(x, "name", name);
	xml_attr(x, "isCodable", codable ? "true" : "false");
}

/* A theme's own words, as authors gave them. */
static void
put_theme_words(struct xml *x, const struct form *form, const char *id)
{
	int at = form ? form_theme(form, id) : -1;
	SCOPED(buf) words = { 0 };

	if (at < 0 || !form->themes[at].word_count)
		return;
	buf_puts(&words, "Theme words: ");
	for (size_t i = 0; i < form->themes[at].word_count; i++)
		buf_printf(&words, "%s%s", i ? ", " : "", form->themes[at].words[i]);
	xml_leaf(x, "Description", words.data);
}

/* What coders found beside the form's themes: named, and nothing is coded with it here. */
static void
put_found(struct xml *x, const struct project *p)
{
	const struct coding_told *coding = p->s->coding;

	if (!coding || !coding->found_count)
		return;
	open_code(x, guid_of(p, "found", ""), "Found in the comments", false);
	xml_leaf(x, "Description",
		 "Themes that nobody asked about. Ask about them in the next wave.");
	for (size_t i = 0; i < coding->found_count; i++) {
		open_code(x, guid_of(p, "found", coding->found[i]), coding->found[i],
			  true);
		xml_close(x);
	}
	xml_close(x);
}

static bool
has_codes(const struct summary *s)
{
	return s->theme_count || (s->coding && s->coding->found_count);
}

static void
put_codes(struct xml *x, const struct project *p)
{
	xml_open(x, "Codes");
	for (size_t i = 0; i < p->s->theme_count; i++) {
		const struct theme_result *theme = &p->s->themes[i];

		open_code(x, guid_of(p, "theme", theme->id), theme->title, true);
		put_theme_words(x, p->s->form, theme->id);
		xml_close(x);
	}
	put_found(x, p);
	xml_close(x);
}

static bool
write_codebook(const struct project *p, struct export_files *out, struct err *err)
{
	struct buf *b = export_open(out, "themes.qdc", err);
	struct xml x;

	if (!b)
		return false;
	xml_start(&x, b);
	xml_open(&x, "CodeBook");
	xml_attr(&x, "xmlns", CODEBOOK);
	xml_attr(&x, "origin",
		 p->s->draft ? "canvass: a draft, not to be passed on" : "canvass");
	put_codes(&x, p);
	xml_close(&x);
	return export_close(b, "themes.qdc", err);
}

/* ---- the project ----------------------------------------------------------------- */

static void
put_made(struct xml *x, const struct project *p)
{
	xml_attr(x, "creatingUser", p->user);
	xml_attr(x, "creationDateTime", p->time);
}

static void
put_source(struct xml *x, const struct project *p, const struct source *source)
{
	const char *end = arena_printf(p->arena, "%zu",
				       utf8_count(source->text, strlen(source->text)));

	xml_open(x, "TextSource");
	xml_attr(x, "guid", source->guid);
	xml_attr(x, "name", source->name);
	xml_attr(x, "plainTextPath",
		 arena_printf(p->arena, "internal://%s.txt", source->guid));
	put_made(x, p);
	xml_open(x, "PlainTextSelection");
	xml_attr(x, "guid", guid_of(p, "selection", source->guid));
	xml_attr(x, "name", source->name);
	xml_attr(x, "startPosition", "0");
	xml_attr(x, "endPosition", end);
	put_made(x, p);
	xml_open(x, "Coding");
	xml_attr(x, "guid", guid_of(p, "coding", source->guid));
	put_made(x, p);
	xml_open(x, "CodeRef");
	xml_attr(x, "targetGUID", guid_of(p, "theme", source->theme->id));
	for (int i = 0; i < 4; i++)
		xml_close(x);
}

static void
put_project_head(struct xml *x, const struct project *p)
{
	const struct summary *s = p->s;

	xml_open(x, "Project");
	xml_attr(x, "xmlns", PROJECT);
	xml_attr(x, "xmlns:xsi", SCHEMA);
	xml_attr(x, "xsi:schemaLocation",
		 PROJECT
		 " http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd");
	xml_attr(x, "name",
		 s->draft ? arena_printf(p->arena, "Draft: %s", s->form_title)
			  : s->form_title);
	xml_attr(x, "origin", "canvass");
	xml_attr(x, "creatingUserGUID", p->user);
	xml_attr(x, "creationDateTime", p->time);
	xml_open(x, "Users");
	xml_open(x, "User");
	xml_attr(x, "guid", p->user);
	xml_attr(x, "name", "canvass");
	xml_close(x);
	xml_close(x);
}

/* The notes of the release, so that whoever opens it alone knows what it is. */
static void
put_notes(struct xml *x, const struct summary *s)
{
	SCOPED(buf) words;

	buf_init(&words, 0);
	for (size_t i = 0; i < s->note_count; i++)
		buf_printf(&words, "%s%s", i ? " " : "", s->notes[i]);
	if (words.len)
		xml_leaf(x, "Description", words.data);
}

static void
put_project(struct buf *b, const struct project *p)
{
	struct xml x;

	xml_start(&x, b);
	put_project_head(&x, p);
	/* The schema has no empty lists. */
	if (has_codes(p->s)) {
		xml_open(&x, "CodeBook");
		put_codes(&x, p);
		xml_close(&x);
	}
	if (p->source_count) {
		xml_open(&x, "Sources");
		for (size_t i = 0; i < p->source_count; i++)
			put_source(&x, p, &p->sources[i]);
		xml_close(&x);
	}
	put_notes(&x, p->s);
	xml_close(&x);
}

/* ---- the archive ----------------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	const struct zip_entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static bool
write_archive(const struct project *p, struct export_files *out, struct err *err)
{
	struct zip_entry *entries =
		arena_array(p->arena, struct zip_entry, p->source_count + 1);
	struct buf *b = export_open(out, "quotes.qdpx", err);
	int day = 0;
	bool good;
	SCOPED(buf) project;

	buf_init(&project, 0);
	if (!b)
		return false;
	put_project(&project, p);
	entries[0] = (struct zip_entry){ .name = "project.qde",
					 .data = project.data,
					 .len = project.len };
	for (size_t i = 0; i < p->source_count; i++)
		entries[i + 1] = (struct zip_entry){
			.name = p->sources[i].path,
			.data = p->sources[i].text,
			.len = strlen(p->sources[i].text),
		};
	qsort(entries + 1, p->source_count, sizeof(*entries), by_name);
	good = day_parse(p->s->released, &day) ||
	       err_set(err, ERR_BUG, "no day of release: %s", p->s->released);
	return good && zip_write(entries, p->source_count + 1, day, b, err) &&
	       export_close(b, "quotes.qdpx", err);
}

bool
export_qdpx(const struct summary *s, struct export_files *out, struct arena *a,
	    struct err *err)
{
	struct project p = { .s = s, .arena = a };

	p.user = guid_of(&p, "user", "canvass");
	p.time = arena_printf(a, "%s" MIDNIGHT, s->released);
	add_sources(&p);
	return write_archive(&p, out, err) &&
	       (!has_codes(s) || write_codebook(&p, out, err));
}
