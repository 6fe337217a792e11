# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/answer/pairs.t tests/unit/answer/text.t \
	tests/unit/answer/walk.t tests/unit/answer/kinds.t tests/unit/answer/accept.t \
	tests/unit/answer/accept_json.t tests/unit/answer/record.t \
	tests/unit/answer/draft.t tests/unit/answer/paths.t tests/unit/answer/whole.t

tests_unit_answer_pairs_t_SOURCES = %D%/pairs.t.c %D%/help.h
tests_unit_answer_pairs_t_LDADD = $(answer_deps)
tests_unit_answer_text_t_SOURCES = %D%/text.t.c %D%/help.h
tests_unit_answer_text_t_LDADD = $(answer_deps)
tests_unit_answer_walk_t_SOURCES = %D%/walk.t.c %D%/help.h
tests_unit_answer_walk_t_LDADD = $(answer_deps)
tests_unit_answer_kinds_t_SOURCES = %D%/kinds.t.c %D%/help.h %D%/every_kind.h
tests_unit_answer_kinds_t_LDADD = $(answer_deps)
tests_unit_answer_accept_t_SOURCES = %D%/accept.t.c %D%/help.h %D%/every_kind.h
tests_unit_answer_accept_t_LDADD = $(answer_deps)
tests_unit_answer_accept_json_t_SOURCES = %D%/accept_json.t.c %D%/help.h %D%/every_kind.h
tests_unit_answer_accept_json_t_LDADD = $(answer_deps)
tests_unit_answer_record_t_SOURCES = %D%/record.t.c %D%/help.h %D%/every_kind.h
tests_unit_answer_record_t_LDADD = $(answer_deps)
tests_unit_answer_draft_t_SOURCES = %D%/draft.t.c %D%/help.h %D%/every_kind.h
tests_unit_answer_draft_t_LDADD = $(answer_deps)
tests_unit_answer_paths_t_SOURCES = %D%/paths.t.c %D%/help.h %D%/every_kind.h
tests_unit_answer_paths_t_LDADD = $(answer_deps)
tests_unit_answer_whole_t_SOURCES = tests/unit/whole.c
tests_unit_answer_whole_t_LDADD = $(WHOLE) libanswer.a $(NO_WHOLE) $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_view.t
tests_unit_answer_redact_view_t_SOURCES = %D%/redact_view.t.c
tests_unit_answer_redact_view_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_place.t
tests_unit_answer_redact_place_t_SOURCES = %D%/redact_place.t.c
tests_unit_answer_redact_place_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_place_chain.t
tests_unit_answer_redact_place_chain_t_SOURCES = %D%/redact_place_chain.t.c \
	%D%/redact_marked.h
tests_unit_answer_redact_place_chain_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_marks.t
tests_unit_answer_redact_marks_t_SOURCES = %D%/redact_marks.t.c %D%/help.h
tests_unit_answer_redact_marks_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_name.t
tests_unit_answer_redact_name_t_SOURCES = %D%/redact_name.t.c %D%/redact_braced.h
tests_unit_answer_redact_name_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_tokens.t
tests_unit_answer_redact_tokens_t_SOURCES = %D%/redact_tokens.t.c
tests_unit_answer_redact_tokens_t_LDADD = $(answer_deps)
check_PROGRAMS += tests/unit/answer/redact_lexicon.t
tests_unit_answer_redact_lexicon_t_SOURCES = %D%/redact_lexicon.t.c
tests_unit_answer_redact_lexicon_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_police.t tests/unit/answer/redact_date.t
tests_unit_answer_redact_police_t_SOURCES = %D%/redact_police.t.c %D%/redact_marked.h
tests_unit_answer_redact_police_t_LDADD = $(answer_deps)
tests_unit_answer_redact_date_t_SOURCES = %D%/redact_date.t.c %D%/redact_marked.h
tests_unit_answer_redact_date_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact.t tests/unit/answer/redact_local.t \
	tests/unit/answer/redact_event.t tests/unit/answer/redact_bombs.t
tests_unit_answer_redact_t_SOURCES = %D%/redact.t.c
tests_unit_answer_redact_t_LDADD = $(answer_deps)
tests_unit_answer_redact_local_t_SOURCES = %D%/redact_local.t.c
tests_unit_answer_redact_local_t_LDADD = $(answer_deps)
tests_unit_answer_redact_event_t_SOURCES = %D%/redact_event.t.c
tests_unit_answer_redact_event_t_LDADD = $(answer_deps)
tests_unit_answer_redact_bombs_t_SOURCES = %D%/redact_bombs.t.c
tests_unit_answer_redact_bombs_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_contact.t tests/unit/answer/redact_number.t \
	tests/unit/answer/redact_address.t
tests_unit_answer_redact_contact_t_SOURCES = %D%/redact_contact.t.c %D%/redact_marked.h
tests_unit_answer_redact_contact_t_LDADD = $(answer_deps)
tests_unit_answer_redact_number_t_SOURCES = %D%/redact_number.t.c %D%/redact_marked.h
tests_unit_answer_redact_number_t_LDADD = $(answer_deps)
tests_unit_answer_redact_address_t_SOURCES = %D%/redact_address.t.c %D%/redact_marked.h
tests_unit_answer_redact_address_t_LDADD = $(answer_deps)

check_PROGRAMS += tests/unit/answer/redact_strict.t
tests_unit_answer_redact_strict_t_SOURCES = %D%/redact_strict.t.c %D%/redact_braced.h
tests_unit_answer_redact_strict_t_LDADD = $(answer_deps)
