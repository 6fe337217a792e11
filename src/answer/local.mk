# What was said, checked.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libanswer.a
libanswer_a_SOURCES = %D%/answer.h %D%/internal.h %D%/pairs.c %D%/text.c %D%/say.c %D%/walk.c \
	%D%/kinds.c %D%/accept.c %D%/accept_choose_one.c %D%/accept_choose_any.c \
	%D%/accept_scale.c %D%/accept_number.c %D%/accept_month.c %D%/accept_rank.c \
	%D%/accept_short_text.c %D%/accept_long_text.c %D%/accept_json.c %D%/record.c %D%/draft.c \
	%D%/redact.h %D%/redact_internal.h %D%/redact.c %D%/redact_view.c \
	%D%/redact_spoken.c %D%/redact_spoken.h %D%/redact_spelt.c \
	%D%/redact_tokens.c %D%/redact_lexicon.c %D%/redact_pattern.c %D%/redact_contact.c \
	%D%/redact_number.c %D%/redact_code.c %D%/redact_shape.h \
	%D%/redact_police.c %D%/redact_police_cue.c \
	%D%/redact_police.h %D%/redact_date.c %D%/redact_date_word.c %D%/redact_age.c \
	%D%/redact_address.c %D%/redact_address.h \
	%D%/redact_address_parts.c %D%/redact_address_run.c %D%/redact_address_tail.c \
	%D%/redact_street.c %D%/redact_place.c \
	%D%/redact_place.h %D%/redact_place_cue.c %D%/redact_place_chain.c \
	%D%/redact_place_line.c %D%/redact_site.c \
	%D%/redact_name.h %D%/redact_name.c %D%/redact_name_chain.c \
	%D%/redact_name_cue.c %D%/redact_name_again.c %D%/redact_name_small.c \
	%D%/redact_name_initial.c %D%/redact_name_beside.c %D%/redact_strict.c %D%/redact_local.h %D%/redact_local_read.c %D%/redact_local.c %D%/redact_event.c %D%/redact_marks.c
nodist_libanswer_a_SOURCES = src/answer/lexicon_table.c
CLEANFILES += src/answer/lexicon_table.c

# The words that redaction knows: Debian's lists and ours as one table.
word_lists = %D%/words/called.words \
	%D%/words/common.words \
	%D%/words/day.words \
	%D%/words/digit.words \
	%D%/words/event.words \
	%D%/words/forename.words \
	%D%/words/glossary.words \
	%D%/words/kin.words \
	%D%/words/kind.words \
	%D%/words/month.words \
	%D%/words/nation.words \
	%D%/words/org.words \
	%D%/words/particle.words \
	%D%/words/phonetic.words \
	%D%/words/place.words \
	%D%/words/rank.words \
	%D%/words/site.words \
	%D%/words/speech.words \
	%D%/words/stop.words \
	%D%/words/street.words \
	%D%/words/surname.words \
	%D%/words/time.words \
	%D%/words/title.words
EXTRA_DIST += $(word_lists)
src/answer/lexicon_table.c: $(word_lists) %D%/redact_internal.h tools/lexicon
	$(gen)/lexicon $(srcdir)/src/answer/redact_internal.h $(srcdir)/src/answer/words $(put)
