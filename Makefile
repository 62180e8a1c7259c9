# SPDX-License-Identifier: MIT
# soxa: `make help` lists what there is to do.

VERSION = 0.1.0
PREFIX  = /usr/local
DESTDIR =
VARIANT = release
B       = build/$(VARIANT)

# What a fresh Debian 12 is asked for when pkg-config misses it (tests/deps).
PKGS    = ncursesw libutf8proc libzstd libsodium jansson libconfuse
CHECK   = check

CC      = gcc
WARN    = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla
DEFS    = -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DLOCALEDIR='"$(PREFIX)/share/locale"' \
	-DFORMSDIR='"$(PREFIX)/share/soxa/forms"' -DCONFFILE='"/etc/soxa.conf"'
CFLAGS  = -O2 -g
SAN     =
ALL_CFLAGS = -std=c11 $(WARN) $(DEFS) -I. $(CFLAGS) $(SAN)

core_src = arena buf err lang text order date type value schema unit expr exprfn exprtype check finding \
	record change code vv store gate space file keys words book save index query merge verify draft look setting \
	head payload colread colwrite seal dump inspect import enrol outbox report json csv
conf_src = conf strict
forms_src = load scan bytes fieldopt formopt codesfile unitsfile reportfile link print
tui_src  = main cmd args cmd_add cmd_edit cmd_list cmd_book cmd_dump cmd_forms cmd_report rows \
	grid key edit action app frame term home entry form sheet gridform lookup list recordview help settings ask popup
.DEFAULT_GOAL = all
pick = $(wildcard $(patsubst %,$(1)/%.c,$($(1)_src)))
core_c := $(call pick,core)
conf_c := $(call pick,conf)
forms_c := $(call pick,forms)
tui_c := $(call pick,tui)
lib_c := $(core_c) $(conf_c) $(forms_c) $(filter-out tui/main.c,$(tui_c))
unit_c := $(wildcard tests/unit/*.c)

lib_o  = $(lib_c:%.c=$(B)/%.o)
unit_o = $(unit_c:%.c=$(B)/%.o)
LIBS  = $(shell pkg-config --libs $(PKGS)) -ldb-5.3
TLIBS = $(shell pkg-config --libs $(CHECK))

Q = $(if $(V),,@)

all: $(if $(wildcard tui/main.c),$(B)/soxa,$(B)/libsoxa.a) ## build the program

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(B)/libsoxa.a: $(lib_o)
	@echo "  AR   $@"
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/soxa: $(B)/tui/main.o $(B)/libsoxa.a
	@echo "  LD   $@"
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@
	@ln -sf $(VARIANT)/soxa build/soxa

$(B)/unit: $(unit_o) $(B)/libsoxa.a
	@echo "  LD   $@"
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(TLIBS) $(LIBS) -o $@

check: $(B)/unit ## unit tests
	$(Q)$(B)/unit

-include $(lib_o:.o=.d) $(unit_o:.o=.d) $(B)/tui/main.d
.PHONY: all check
