/*
 * A guide as a facilitator would read it: minute by minute, each section's steps in the order
 * in which they are always taken.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/guide.h"
#include "form/internal.h"

static void
show_choices(const struct options *o, unsigned indent, unsigned lang, struct buf *out)
{
	for (size_t i = 0; o && i < o->count; i++)
		show_wrap(out, indent, "( ) ", text_in(&o->items[i].label, lang));
}

static void
show_lines(const struct text *lines, size_t n, unsigned lang, struct buf *out)
{
	for (size_t i = 0; i < n; i++)
		show_line(out, 4, "- ", &lines[i], lang);
}

/* "0:08  Title, 12 minutes": when it begins, counted from the room's opening. */
static void
show_head(unsigned *clock, const char *title, unsigned minutes, struct buf *out)
{
	buf_printf(out, "\n%u:%02u  %s, %u minute%s\n", *clock / 60, *clock % 60, title,
		   minutes, minutes == 1 ? "" : "s");
	*clock += minutes;
}

static void
show_spoken(const char *title, const struct spoken *spoken, unsigned *clock,
	    unsigned lang, struct buf *out)
{
	show_head(clock, title, spoken->minutes, out);
	show_line(out, 2, "Read aloud: ", &spoken->read, lang);
}

static void
show_section(const struct guide *guide, const struct section *s, unsigned *clock,
	     unsigned lang, struct buf *out)
{
	const struct theme *theme = &guide->form->themes[s->theme];

	show_head(clock, text_in(&theme->title, guide_form_language(guide, lang)),
		  s->minutes, out);
	show_line(out, 2, "Warm up: ", &s->warm_up, lang);
	show_choices(s->warm_up_options, 4, lang, out);
	show_line(out, 2,
		  s->phones == ACTIVITY_NOTHING ? "Ask: " : "Write alone: ", &s->ask,
		  lang);
	show_line(out, 4, "", &s->hint, lang);
	show_wrap(out, 4, "", activities[s->phones].help);
	for (size_t i = 0; i < s->statement_count; i++)
		show_line(out, 4, "- ", &s->statements[i].text, lang);
	show_choices(s->options, 4, lang, out);
	if (s->phones != ACTIVITY_NOTHING)
		buf_printf(out, "  Show: once %u have answered\n", guide->show_from);
	buf_puts(out, "  Talk\n");
	show_lines(s->probes, s->probe_count, lang, out);
	if (s->then)
		buf_printf(out, "  Vote: %u vote%s each\n", s->then,
			   s->then == 1 ? "" : "s");
	if (s->read_back)
		buf_puts(out, "  Read back: the summary aloud; the room corrects it\n");
}

void
guide_show(const struct guide *guide, unsigned lang, struct buf *out)
{
	unsigned clock = 0;

	show_line(out, 0, "", &guide->title, lang);
	buf_printf(out, "For: %s\n", guide->group);
	show_wrap(out, 0, "Themes and lists of: ",
		  text_in(&guide->form->title, guide_form_language(guide, lang)));
	buf_printf(out, "Lasts: %u minutes\n", guide->lasts);
	buf_printf(
		out,
		"Phones are used by %u people or more; nothing is shown before %u have "
		"answered.\n",
		guide->smallest_room, guide->show_from);
	show_line(out, 0, "Pause word: ", &guide->pause_word, lang);
	buf_puts(out, "\nGround rules\n");
	show_lines(guide->rules, guide->rule_count, lang, out);
	show_spoken("Opening", &guide->opening, &clock, lang, out);
	for (size_t i = 0; i < guide->section_count; i++)
		show_section(guide, &guide->sections[i], &clock, lang, out);
	show_spoken("Closing", &guide->closing, &clock, lang, out);
	buf_printf(out, "\n%u:%02u  End\n", clock / 60, clock % 60);
}
