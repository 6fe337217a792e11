# The program from outside: every command, its exit statuses and its words.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/compare.py %D%/draw_code.c %D%/kill_at.c %D%/lib.sh %D%/code.py %D%/strength.py %D%/quote.py %D%/rows.py %D%/style.py
dist_check_SCRIPTS += %D%/args.t %D%/init.t %D%/settings.t %D%/key.t %D%/form.t %D%/form_import.t %D%/guide.t %D%/room.t %D%/form_diff.t %D%/form_export.t %D%/form_new.t %D%/form_schema.t %D%/form_translate.t %D%/survey.t %D%/user.t \
	%D%/link.t %D%/poster.t %D%/pack.t %D%/poster_check.t %D%/slips.t %D%/submit.t %D%/preview.t %D%/serve.t %D%/summary.t %D%/ledger.t %D%/ledger_kill.t %D%/batch.t %D%/audit.t %D%/disclose.t %D%/disclosure_doc.t %D%/redact.t %D%/demo.t %D%/quote.t %D%/code.t %D%/strength.t %D%/compare.t %D%/schema.t \
	%D%/full.t %D%/man.t %D%/privacy.t %D%/tutorial.t %D%/style.t
