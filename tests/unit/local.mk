# One folder a floor, one test a source file.
# SPDX-License-Identifier: AGPL-3.0-or-later

include tests/unit/base/local.mk
include tests/unit/form/local.mk
include tests/unit/answer/local.mk
include tests/unit/seal/local.mk
include tests/unit/live/local.mk
include tests/unit/store/local.mk
include tests/unit/summary/local.mk
include tests/unit/disclose/local.mk
include tests/unit/out/local.mk
include tests/unit/web/local.mk
include tests/unit/app/local.mk
include tests/unit/render/local.mk
