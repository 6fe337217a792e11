/*
 * Checks files for form check and guide check: every problem, each with its place.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/form_file.h"
#include "app/guide_file.h"

enum {
	GUIDE_MOST = 1 << 20
}; /* the reader has its own, smaller limit and words for it */

struct checking {
	const struct call *call;
	bool guides;
	size_t errors, warnings;
	struct buf said;  /* a line for each file without errors */
	struct err first; /* of the files that could not be read */
};

static void
put_good(struct checking *c, const char *path, const struct diags *diags)
{
	buf_printf(&c->said, "%s: no errors", path);
	if (diags->warnings)
		buf_printf(&c->said, ", %zu warning%s", diags->warnings,
			   diags->warnings == 1 ? "" : "s");
}

/* What a release of this form would be: "12 tables, ..." */
static void
put_promise(struct checking *c, const char *path, const struct form *form)
{
	buf_printf(&c->said, "; %u table%s, the smallest group %u; needs %u answers\n",
		   form_tables(form), form_tables(form) == 1 ? "" : "s",
		   form->privacy.smallest_group, form_people_needed(form));
	buf_printf(&c->said, "%s: ", path);
	form_sizes_put(form, &c->said);
}

/* What people ask before they answer, and the form leaves out. */
static void
put_unsaid(struct checking *c, const char *path, const struct form *form)
{
	bool run = form->run_by.in[0], read = form->read_by.in[0];

	if (run && read)
		return;
	buf_printf(&c->said, "%s: people want to know %s%s%s: add %s%s%s\n", path,
		   run ? "" : "who asks", run || read ? "" : " and ",
		   read ? "" : "who reads their answers", run ? "" : "`run by`",
		   run || read ? "" : " and ", read ? "" : "`read by`");
}

static void
put_room(struct checking *c, const struct guide *guide)
{
	buf_printf(&c->said,
		   "; %zu section%s in %u minutes, phones for %u people or more\n",
		   guide->section_count, guide->section_count == 1 ? "" : "s",
		   guide->lasts, guide->smallest_room);
}

/* Reads one file as what it is.  False if it could not be read. */
static bool
check_read(struct checking *c, const char *path, struct buf *text, struct diags *diags,
	   struct arena *a, struct err *why)
{
	const struct form *form = NULL;
	const struct guide *guide = NULL;

	if (c->guides) {
		if (!file_read_named(c->call, path, GUIDE_MOST, text, why))
			return false;
	} else {
		form = form_file(c->call, path, 0, text, diags, a, why);
		if (!form && why->code != ERR_NONE)
			return false;
	}
	if (c->guides || guide_is(text->data ? text->data : "", text->len))
		guide = guide_file(c->call, path, text, diags, a);
	if (form || guide)
		put_good(c, path, diags);
	if (form)
		put_promise(c, path, form);
	if (form)
		put_unsaid(c, path, form);
	if (guide)
		put_room(c, guide);
	return true;
}

/* One file; problems go to out.  One that cannot be read is told at the end. */
static void
check_one(struct checking *c, const char *path, struct buf *out)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (check_read(c, path, &text, &diags, a, &why)) {
		c->errors += diags.errors;
		c->warnings += diags.warnings;
		if (c->call->json)
			diags_json(&diags, out);
		else
			diags_print(&diags, out);
	} else if (c->first.code == ERR_NONE) {
		c->first = why;
	} else {
		say("%s", why.text);
	}
	arena_free(a);
}

/* Joins the files' arrays into one: "[a],\n[b]" has its inner brackets taken off. */
static void
put_json(const struct buf *lists, size_t n)
{
	bool any = false;

	putchar('[');
	for (size_t i = 0; i < n; i++) {
		const char *open, *close;
		size_t len;

		if (!lists[i].len) /* could not be read */
			continue;
		open = strchr(lists[i].data, '[');
		close = strrchr(lists[i].data, ']');
		len = (size_t)(close - open - 1);
		while (len && strchr(" \n", open[len]))
			len--;
		if (!len)
			continue;
		if (any)
			putchar(',');
		any = true;
		fwrite(open + 1, 1, len, stdout);
	}
	puts("]");
}

static void
put_said(struct buf *said)
{
	for (char *line = said->data, *end; line && *line; line = end + 1) {
		end = strchr(line, '\n');
		*end = '\0';
		say("%s", line);
	}
}

bool
files_check(const struct call *call, bool guides, struct err *err)
{
	struct buf *outs = mem_new(call->arg_count, sizeof(*outs));
	struct checking c = { .call = call,
			      .guides = guides,
			      .first = { .code = ERR_NONE } };

	buf_init(&c.said, 0);
	for (size_t i = 0; i < call->arg_count; i++) {
		buf_init(&outs[i], 0);
		check_one(&c, call->args[i], &outs[i]);
	}
	if (call->json)
		put_json(outs, call->arg_count);
	for (size_t i = 0; i < call->arg_count; i++) {
		if (!call->json && outs[i].len)
			fwrite(outs[i].data, 1, outs[i].len, stdout);
		buf_free(&outs[i]);
	}
	free(outs);
	if (!call->json)
		put_said(&c.said);
	buf_free(&c.said);
	if (c.errors && c.first.code != ERR_NONE)
		say("%zu error%s", c.errors, c.errors == 1 ? "" : "s");
	if (c.first.code != ERR_NONE)
		return err_set(err, c.first.code, "%s", c.first.text);
	if (c.errors)
		return err_set(err, ERR_FOUND, "%zu error%s, %zu warning%s", c.errors,
			       c.errors == 1 ? "" : "s", c.warnings,
			       c.warnings == 1 ? "" : "s");
	return true;
}
