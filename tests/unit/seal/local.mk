# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/seal/secret.t tests/unit/seal/key.t tests/unit/seal/box.t \
	tests/unit/seal/ticket.t tests/unit/seal/draft.t tests/unit/seal/code.t \
	tests/unit/seal/slip.t tests/unit/seal/words.t tests/unit/seal/password.t tests/unit/seal/totp.t tests/unit/seal/whole.t

tests_unit_seal_secret_t_SOURCES = %D%/secret.t.c
tests_unit_seal_secret_t_LDADD = $(seal_deps)
tests_unit_seal_key_t_SOURCES = %D%/key.t.c
tests_unit_seal_key_t_LDADD = $(seal_deps)
tests_unit_seal_box_t_SOURCES = %D%/box.t.c
tests_unit_seal_box_t_LDADD = $(seal_deps)
tests_unit_seal_ticket_t_SOURCES = %D%/ticket.t.c
tests_unit_seal_ticket_t_LDADD = $(seal_deps)
tests_unit_seal_draft_t_SOURCES = %D%/draft.t.c
tests_unit_seal_draft_t_LDADD = $(seal_deps)
tests_unit_seal_code_t_SOURCES = %D%/code.t.c
tests_unit_seal_code_t_LDADD = $(seal_deps)
tests_unit_seal_slip_t_SOURCES = %D%/slip.t.c
tests_unit_seal_slip_t_LDADD = $(seal_deps)
tests_unit_seal_words_t_SOURCES = %D%/words.t.c
tests_unit_seal_words_t_LDADD = $(seal_deps)
tests_unit_seal_whole_t_SOURCES = tests/unit/whole.c
tests_unit_seal_whole_t_LDADD = $(WHOLE) libseal.a $(NO_WHOLE) $(seal_deps)
tests_unit_seal_password_t_SOURCES = %D%/password.t.c
tests_unit_seal_password_t_LDADD = $(seal_deps)
tests_unit_seal_totp_t_SOURCES = %D%/totp.t.c
tests_unit_seal_totp_t_LDADD = $(seal_deps)
