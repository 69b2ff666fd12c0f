0, 00, 1_000, 0xFF_ff, 0o17, 0b1_0, 1., .5, 1e10, 1_0.0_1E-1_0, 3j, 1.5J, 1if x else 2
'a' "b" '''c''' """d
e""" r'\d' R"\n" u'\xe9\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}' '\a\b\f\n\r\t\v\\\'\"\0\101\
continued \d'
b'\x00\xff' br'\x' Rb"a"
f'{x}' F"{x!r}{y!s:>10}{z:{w}.{p}f}" rf'\{x}' 'plain' f'''{
  x + y
}''' f"{a['k']}{lambda_:=5}{ {1: 2}[1] }{x!=y}{x = }" f'\N{DIGIT ONE}{{x}}'
None, True, False, ...
