/*
 * Where conditions stand: named ones, and those of pages and blocks, which wait until all
 * questions are known.  A condition looks back only, not into a loop from outside, and on
 * its own page only as the one follow-up of a question with radios or checkboxes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* ---- may the asker look there? ----------------------------------------------------- */

/*
 * A follow-up is shown by the page's own style sheet, which sees radios and checkboxes that
 * are checked, and nothing else.
 */
static bool
same_page_right(const struct form *form, const struct asker *p, const struct cond *test,
		const struct question *q)
{
	if (p->is_page || q->block + 1 != p->owner || test->test == TEST_ANSWERED ||
	    test->test == TEST_RANGE)
		return false;
	/* a question shown by a condition of its own cannot show another one there */
	return !form->blocks[q->block].show_if &&
	       (q->kind == KIND_CHOOSE_ONE || q->kind == KIND_CHOOSE_ANY ||
		q->kind == KIND_SCALE);
}

/* Whether a test may stand at its user's place; complains at `at` if not. */
static bool
reach_right(struct reading *r, struct asker *p, const struct cond *test, struct place at)
{
	const struct form *form = r->form;
	int repeat = form->pages[p->page].repeat;
	const struct question *q;

	if (test->question < 0) {
		if (form->repeats[test->repeat].last_page < p->page)
			return true;
		complain(r, E052, at, NULL, form->repeats[test->repeat].id);
		return false;
	}
	q = &form->questions[test->question];
	if (form->blocks[q->block].page > p->page ||
	    (form->blocks[q->block].page == p->page &&
	     (p->is_page || q->block >= p->owner))) {
		bool here = form->blocks[q->block].page == p->page &&
			    (p->is_page || q->block == p->owner);

		complain(r, here ? E052_HERE : E052, at, NULL, q->id);
		return false;
	}
	if (q->repeat >= 0 && q->repeat != repeat) {
		complain(r, E058, at,
			 arena_printf(r->arena, "test `number of %s`",
				      form->repeats[q->repeat].id),
			 q->id);
		return false;
	}
	if (form->blocks[q->block].page != p->page) {
		p->other_page = true;
	} else if (!same_page_right(form, p, test, q)) {
		complain(r, E057, at, NULL, "");
		return false;
	} else {
		p->same_page = true;
	}
	return true;
}

struct reach {
	struct reading *r;
	struct asker *asker;
	struct place at;
	bool right;
};

static void
reach_one(const struct cond *test, void *data)
{
	struct reach *reach = data;

	if (reach->right)
		reach->right = reach_right(reach->r, reach->asker, test, reach->at);
}

bool
asker_reaches(struct reading *r, struct asker *asker, const struct cond *c)
{
	struct reach reach = { .r = r, .asker = asker, .at = c->at, .right = true };

	/* a named condition is checked wherever it is used */
	if (!asker->named)
		cond_tests(c, r->form, reach_one, &reach);
	return reach.right;
}

/* ---- named conditions, and those that wait ----------------------------------------- */

/* `name: text`, or a map with the labels of its two groups. */
static void
condition_one(struct reading *r, const struct node *entry)
{
	struct form *form = r->form;
	struct condition c = { 0 };
	const struct node *when = entry;
	struct asker asker = { .named = true, .conditions = form->condition_count };

	if (!entry->key->text || !id_right(r, entry->key)) {
		spoil(r, entry->key);
		return;
	}
	c.id = keep(r, entry->key->text);
	name_add(r, c.id, entry->key->at);
	if (entry->type == NODE_MAP) {
		node_table(r, entry, KEYS_CONDITION);
		take_text(r, entry, "label", 80, &c.label);
		take_text(r, entry, "otherwise", 80, &c.otherwise);
		when = node_get(entry, "when");
		if (!when)
			missing(r, entry, "when");
	}
	if (when && node_is_text(r, when, "a condition"))
		c.when = cond_read(r, when, &asker);
	/* one that could not be read is kept, so that its users are not complained of too */
	form->conditions[form->condition_count++] = c;
}

void
conditions_read(struct reading *r, const struct node *map)
{
	const struct node *entry;

	if (!map || !node_is_map(r, map, "a map of names and conditions"))
		return;
	if (map->count > ARRAY_LEN(r->form->conditions)) {
		complain(r, E029, node_key_at(map), NULL,
			 digits(r, (long long)map->count), "conditions",
			 digits(r, ARRAY_LEN(r->form->conditions)));
		return;
	}
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next)
		condition_one(r, entry);
}

static void
follow_up_check(struct reading *r, const struct node *node, const struct asker *asker)
{
	struct form *form = r->form;
	struct block *block = &form->blocks[asker->owner];
	const struct page *page = &form->pages[block->page];
	/* one style rule hides one follow-up, and it cannot ask about another page as well */
	bool right = !asker->other_page;
	unsigned i;

	for (i = page->first; i < page->first + page->count; i++)
		right = right && !form->blocks[i].follow_up;
	if (right)
		block->follow_up = true;
	else
		complain(r, E057, node_inside(r, node, 0, 1), NULL, "");
}

/* Gives a condition to its page or block; a loop takes that of its first page. */
static void
pending_one(struct reading *r, struct pending *pending)
{
	struct form *form = r->form;
	struct asker asker = { .is_page = pending->is_page,
			       .owner = pending->owner,
			       .conditions = form->condition_count };
	struct block *block;
	unsigned i;

	asker.page = asker.is_page ? asker.owner : form->blocks[asker.owner].page;
	pending->cond = cond_read(r, pending->node, &asker);
	if (!pending->cond)
		return;
	if (asker.is_page) {
		struct page *page = &form->pages[asker.owner];

		page->show_if = pending->cond;
		if (page->repeat >= 0 &&
		    form->repeats[page->repeat].first_page == asker.owner)
			form->repeats[page->repeat].show_if = pending->cond;
		return;
	}
	if (asker.same_page)
		follow_up_check(r, pending->node, &asker);
	block = &form->blocks[asker.owner];
	block->show_if = pending->cond;
	for (i = 0; i < block->count; i++)
		form->questions[block->first + i].show_if = pending->cond;
}

void
pending_read(struct reading *r)
{
	struct pending *pending;

	for (pending = r->pending; pending && !diags_full(r->diags);
	     pending = pending->next)
		pending_one(r, pending);
}
