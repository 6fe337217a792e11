# SPDX-License-Identifier: AGPL-3.0-or-later
include tests/golden/form/local.mk
include tests/golden/summary/local.mk
include tests/golden/guide/local.mk
include tests/golden/board/local.mk
include tests/golden/import/local.mk
include tests/golden/disclose/local.mk
