#!/usr/bin/env python3
"""Writes the files of this folder: python3 make.py. CC0-1.0.

One file per fault that reading once had, named for it. `faults.txt` says what each must give.
"""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1] / 'fixtures'))
from pdf_file import Pdf, text  # noqa: E402

# Prose without a number, a name or a hyphen, so that a page has a size of text and a width of column.
PROSE = [
    'Large birds of the open sea rest on their wings for many days and nights.',
    'The wings of large birds carry them over the sea without a single beat.',
    'Small birds beat their wings far more often than large birds ever do.',
    'A fisherman told us this story on a cold day in the spring of that year.',
    'We measured the wings of all birds that came to the island in that season.',
    'Wings of large birds were long and narrow, and those of others were short.',
    'Nobody on the island had seen such instruments before we came to it.',
    'We conclude that long wings let large birds rest over the open sea.',
]


class Page:
    """Content of one page, from the top; 14 points from line to line."""

    def __init__(self, x=72, y=720, size=11):
        self.x, self.y, self.size, self.content = x, y, size, b''

    def lines(self, lines, x=None, size=None, lead=14, font=b'F1'):
        for line in lines:
            self.content += text(line, self.x if x is None else x, self.y, size or self.size, font)
            self.y -= lead
        return self

    def space(self, points=14):
        self.y -= points
        return self

    def raw(self, operators):
        self.content += operators
        return self


def font(name=b'Helvetica', more=b'/Encoding /WinAnsiEncoding'):
    return b'<< /Type /Font /Subtype /Type1 /BaseFont /%s %s >>' % (name, more)


def write(name, *pages, second=None, entries=b'/MediaBox [0 0 612 792]', resources=b''):
    """A document of these pages, with Helvetica as F1, Helvetica-Bold as F2 and `second` as F3."""
    pdf = Pdf()
    fonts = [pdf.add(font()), pdf.add(font(b'Helvetica-Bold'))]
    if second:
        fonts.append(second(pdf))
    named = b''.join(b'/F%d %d 0 R ' % (i + 1, number) for i, number in enumerate(fonts))
    for page in pages:
        pdf.page(page.content, b'/Font << %s>> %s' % (named, resources), entries)
    (FOLDER / f'{name}.pdf').write_bytes(pdf.bytes())


def to_unicode(pdf, pairs):
    """A font whose codes mean these characters: [(code, 'text')]."""
    lines = b''.join(b'<%02x> <%s>\n' % (code, chars.encode('utf-16-be').hex().encode()) for code, chars in pairs)
    table = pdf.stream(
        b'/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def '
        b'1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar\n%sendbfchar endcmap end end'
        % (len(pairs), lines)
    )
    return pdf.add(font(more=b'/Encoding /WinAnsiEncoding /ToUnicode %d 0 R' % table))


# Words that are apart only by the place of their letters.
write('spaces-that-are-gaps', Page().raw(
    b'BT /F1 11 Tf 72 720 Td [(The)-300(wings)-300(of)-300(this)-300(bird)-300(carry)-300(it.)] TJ ET\n'))

# A line that draws its spaces, all but one.
write('one-space-left-out', Page().lines(PROSE[:2]).raw(
    b'BT /F1 11 Tf 72 600 Td [(All the words of this line have spaces but)-278(one of them does not.)] TJ ET\n'))

# White letters on bare paper, and white letters on a box of colour.
write('white-letters-on-paper', Page().lines(PROSE[:3]).raw(b'1 g\n').lines(['Nobody sees these words on the paper.']).raw(b'0 g\n'))
write('white-letters-on-a-box', Page().lines(PROSE[:3]).space().raw(b'0.1 0.2 0.5 rg 60 640 492 30 re f 1 g\n').raw(
    text('Everybody sees these words on the box.', 72, 650, 11)).raw(b'0 g\n'))

# Letters outside of the clipping path.
write('letters-cut-off', Page().lines(PROSE[:3]).raw(b'q 60 300 492 40 re W n\n').raw(
    text('This line lies inside of the path and is seen.', 72, 320, 11)).raw(
    text('This line lies outside of it and is cut off.', 72, 200, 11)).raw(b'Q\n'))

# Bold letters that are made by printing them twice, a little apart.
twice = text('These bold words are printed twice.', 72, 690, 11) + text('These bold words are printed twice.', 72.3, 690, 11)
write('letters-printed-twice', Page().lines(PROSE[:2]).raw(twice))

# An accent that is drawn over its letter.
write('accent-drawn-over-its-letter', Page().lines(PROSE[:2]).raw(
    b'BT /F1 11 Tf 72 680 Td [(They met in the caf)] TJ [(e) 445 (\264) 112] TJ ( on the quay.) Tj ET\n'))

# Ligatures of the font that stand for two letters.
write('ligatures', Page().lines(PROSE[:2]).raw(
    b'BT /F3 11 Tf 72 680 Td (The Frst Light was diMcult to measure.) Tj ET\n'),
    second=lambda pdf: to_unicode(pdf, [(c, {'F': '\ufb01', 'L': '\ufb02', 'M': '\ufb03'}.get(chr(c), chr(c))) for c in range(32, 127)]))

# A page that is drawn from its last line to its first.
write('page-drawn-from-the-bottom', *[Page().raw(b''.join(
    text(line, 72, 720 - 14 * i, 11) for i, line in reversed(list(enumerate(PROSE)))))])

# A word that the end of a line cuts, and a word with a hyphen of its own at the end of a line.
write('hyphen-that-the-line-made', Page().lines([
    'An experiment needs patience, and every good experiment is repeated.', 'We repeated this one because the first experi-',
    'ment had failed for want of wind on that day.']))
write('hyphen-of-the-word', Page().lines([
    'This is a well-known effect, and well-known effects are seldom measured.', 'We measured it because it is a well-',
    'known one that nobody had ever looked at.']))

# Running heads and page numbers between the two halves of a sentence.
pages = []
for number in range(4):
    page = Page(y=760).lines(['Journal of Large Birds'], size=9).space(26)
    if number == 1:
        page.lines(['that goes on behind the head of the next page.'])
    for start in range(number, number + 5):
        page.lines(PROSE[start % 8:] + PROSE[:start % 8])
    if number == 0:
        page.lines(['At the end of this page begins one more sentence'])
    page.y = 40
    pages.append(page.lines([f'{number + 1}'], x=300, size=9))
write('running-head-inside-a-sentence', *pages)

# A footnote between the two halves of a sentence.
first = Page().lines(PROSE * 4).lines(['The last sentence of this page is not yet at its end when it'])
first.y = 80
first.lines(['1 This small note at the foot of the page belongs to no sentence.'], size=8)
write('footnote-inside-a-sentence', first, Page().lines(['has to go on, upon the next page.']).lines(PROSE))

# Abbreviations that look like the end of a sentence.
write('abbreviation-inside-a-sentence', Page().lines([
    'The wings were measured by Okafor et al. in the spring and shown in Fig. 3 of that', 'paper, i.e. before the storm came.']).lines(PROSE[:2]))

# Numbered references without space between them, and references with hanging indents.
HEADING = dict(size=14, font=b'F2', lead=22)
cited = ['1. Okafor M, Lind P. Wings of large birds. J Birds 1998; 4: 11-19.', '2. Lind P. Rest over the open sea. Sea and Sky 2001; 12: 1-8.',
         '3. Brandt A, Okafor M. Small birds and', 'their wings, measured on an island. J Birds 2003; 9: 77-90.', '4. Costa R. Instruments for the wind. Tools 2005; 2: 5-6.']
write('references-without-space', Page().lines(PROSE * 2).space().lines(['References'], **HEADING).lines(cited, size=9, lead=11))
page = Page().lines(PROSE * 2).space().lines(['References'], **HEADING)
for entry in [['Brandt, A. and Okafor, M. (2003). Small birds and their wings, measured on', 'an island. Journal of Birds 9, 77-90.'],
              ['Costa, R. (2005). Instruments for the wind, and how they are carried to an', 'island by boat. Tools 2, 5-6.'],
              ['Lind, P. (2001). Rest over the open sea. Sea and Sky 12, 1-8.']]:
    page.lines(entry[:1], size=9, lead=11).lines(entry[1:], x=90, size=9, lead=11)
write('references-with-hanging-indents', page)

# A table between rules, under its caption; and a frame around a text, which is none.
page = Page().lines(PROSE).space().lines(['Table 1. Wings of birds, in centimetres.'], size=9)
page.raw(b'0.8 w 72 %g m 400 %g l S\n' % (page.y + 6, page.y + 6)).space(4)
for row in [('Bird', 'Length', 'Width'), ('albatross', '170', '23'), ('sparrow', '12', '7'), ('gull', '61', '15')]:
    for x, cell in zip((80, 200, 300), row):
        page.raw(text(cell, x, page.y, 9))
    page.space(13)
page.raw(b'72 %g m 400 %g l S\n' % (page.y + 8, page.y + 8)).space(20)
write('table-between-rules', page.lines(PROSE))
write('frame-around-a-page', Page().lines(PROSE).raw(b'1 w 60 590 480 145 re S\n'))

# A page that is shown turned, with a part of it cut away.
write('turned-page', Page().lines(PROSE), entries=b'/MediaBox [0 0 612 792] /CropBox [50 50 560 780] /Rotate 90')

# Words that stand for others, by the file's own word.
write('actual-text', Page().lines(PROSE[:2]).raw(
    b'BT /F1 11 Tf 72 680 Td (The word is ) Tj /Span << /ActualText (albatross) >> BDC (xxxxxxx) Tj EMC ( and no other.) Tj ET\n'))

# Text that is drawn without ink, as character recognition leaves it.
write('letters-without-ink', Page().raw(b'3 Tr\n').lines(PROSE[:2]))

# Numbers of lines in the margin.
pages = []
for _ in range(2):
    page = Page().lines(PROSE * 4, lead=20)
    for number in range(32):
        page.raw(text(str(32 * len(pages) + number + 1), 40, 720 - 20 * number, 8))
    pages.append(page)
write('line-numbers-in-the-margin', *pages)

# A fraction within a line.
write('fraction-in-a-line', Page().lines(PROSE[:2]).space(10).raw(
    text('The share of large birds is', 72, 670, 11) + text('1', 214, 676, 8) + b'0.5 w 212 673.5 m 221 673.5 l S\n' + text('3', 214, 665, 8)
    + text('of all birds that we measured.', 225, 670, 11)).raw(text(PROSE[2], 72, 640, 11)))

# Hebrew letters, which are drawn from the left and read from the right.
LETTERS = [(1, '\u05e9'), (2, '\u05dc'), (3, '\u05d5'), (4, '\u05dd')]
write('letters-from-the-right', Page().raw(b'BT /F3 11 Tf 72 720 Td <04030201> Tj ET\n'), second=lambda pdf: to_unicode(pdf, LETTERS))

# Two fonts of one name, one of them inside of a form.
pdf = Pdf()
plain = pdf.add(font())
other = to_unicode(pdf, [(c, chr(c).lower()) for c in range(65, 91)] + [(32, ' ')])
form = pdf.stream(text('SMALL LETTERS', 72, 600), b'/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 %d 0 R >> >>' % other)
pdf.page(text('CAPITAL LETTERS') + b'/Inner Do', b'/Font << /F1 %d 0 R >> /XObject << /Inner %d 0 R >>' % (plain, form))
(FOLDER / 'two-fonts-of-one-name.pdf').write_bytes(pdf.bytes())

# Headings with numbers, of which one stands inside of another's section.
page = Page().lines(['On the Wings of Large Birds'], size=18, font=b'F2', lead=40)
for title, size in [('1 Introduction', 14), ('2 Methods', 14), ('2.1 Birds', 12), ('3 Results', 14)]:
    page.lines([title], size=size, font=b'F2', lead=20).lines(PROSE[:6]).space()
write('headings-with-numbers', page)


def write_form(name, page, fields, entries=b''):
    """A page with these annotations, dictionaries without their brackets; the page and its own objects come first.

    `fields` receives the document and returns the annotations; `entries` go into the interactive form.
    """
    pdf = Pdf()
    helvetica = pdf.add(font())
    annotations = b' '.join(b'<< /Type /Annot /F 4 %s >>' % field for field in fields(pdf, helvetica))
    pdf.page(page.content, b'/Font << /F1 %d 0 R >>' % helvetica, b'/MediaBox [0 0 612 792] /Annots [%s]' % annotations)
    pdf.objects[1] = b'<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /DA (/F1 0 Tf 0 g) %s >> >>' % entries
    (FOLDER / f'{name}.pdf').write_bytes(pdf.bytes())


def widget(x, y, width, more):
    return b'/Subtype /Widget /Rect [%g %g %g %g] %s' % (x, y - 4, x + width, y + 12, more)


def drawn(pdf, helvetica, content, width=100):
    """An appearance of 16 points' height."""
    return pdf.stream(content, b'/Type /XObject /Subtype /Form /BBox [0 0 %g 16] /Resources << /Font << /F1 %d 0 R >> >>' % (width, helvetica))


# A field of a form whose letters stand in a comb.
def comb(pdf, helvetica):
    letters = b''.join(text(digit, 4 + 20 * place, 4, 11) for place, digit in enumerate('80331'))
    return [widget(170, 720, 100, b'/FT /Tx /T (c) /V (80331) /AP << /N %d 0 R >>' % drawn(pdf, helvetica, letters))]


write_form('field-with-a-comb', Page().lines(['Postal code']).space(60).lines(PROSE), comb)


# Buttons of which one is chosen, with the label of the group to their left.
def choice(pdf, helvetica):
    empty = drawn(pdf, helvetica, b'', 11)
    group = pdf.add(b'<< /FT /Btn /Ff 32768 /T (material) /V /2 >>')
    return [b'/Subtype /Widget /Rect [%g 718 %g 729] /Parent %d 0 R /AS /%s /AP << /N << /%d %d 0 R /Off %d 0 R >> >>'
            % (x, x + 11, group, b'2' if state == 2 else b'Off', state, empty, empty) for state, x in ((1, 150), (2, 230))]


page = Page().lines(['Built of']).raw(text('wood', 166, 720, 11) + text('steel', 246, 720, 11))
write_form('one-of-a-group', page.space(60).lines(PROSE), choice)


# A value that nothing draws, in a field whose parents are a circle; and a password.
def values(pdf, helvetica):
    inner, outer = pdf.add(b''), pdf.add(b'')
    pdf.objects[inner] = b'<< /FT /Tx /V <FEFF0042002E0020004C014D0076> /Parent %d 0 R >>' % outer
    pdf.objects[outer] = b'<< /T (o) /TU (Name of the observer) /Parent %d 0 R >>' % inner
    return [widget(170, 720, 100, b'/Parent %d 0 R' % inner)]


write_form('parents-in-a-circle', Page(y=640).lines(PROSE), values, b'/NeedAppearances true')
write_form('password-in-a-form', Page().lines(['Password']).space(60).lines(PROSE), lambda pdf, helvetica: [
    widget(170, 720, 100, b'/FT /Tx /Ff 8192 /T (p) /V (secret word)')], b'/NeedAppearances true')


# What somebody typed onto a page is text; comments on it are not.
def notes(pdf, helvetica):
    return [b'/Subtype /FreeText /Rect [72 560 300 580] /DA (/F1 11 Tf) /Contents (The bill was paid on Friday.)',
            b'/Subtype /Text /Rect [400 560 420 580] /Contents (Who wrote this comment?)',
            b'/Subtype /Highlight /Rect [72 716 300 730] /Contents (Who wrote this comment?)']


write_form('note-typed-onto-a-page', Page().lines(PROSE), notes)
write_form('comments-on-a-page', Page().lines(PROSE), notes)

# Items and prices without rules, and the cells of a grid, of which one has two lines.
page = Page(size=10)
for item, price in [('Rye loaf', '6.40'), ('Poppy roll', '0.85'), ('Oat biscuit', '14.50'), ('TOTAL', '21.75')]:
    page.raw(text(item, 72, page.y, 10) + text(price, 250 - 5.5 * len(price), page.y, 10)).space(14)
write('prices-without-rules', page)

# The sum of a receipt is larger and bold, and stands before other rows.
page = Page(size=8).lines(['CORNER SHOP'], size=11, lead=30, font=b'F2')
for item, price in [('Rye loaf', '6.40'), ('Poppy roll', '0.85'), ('Oat biscuit', '14.50'), ('TOTAL EUR', '21.75'), ('Cash', '30.00'), ('Change', '8.25')]:
    size, face = (10, b'F2') if item == 'TOTAL EUR' else (8, b'F1')
    page.raw(text(item, 72, page.y, size, face) + text(price, 260 - 0.5 * size * len(price), page.y, size, face)).space(14)
write('larger-sum-of-a-receipt', page)
page = Page(size=10)
for tool, use in [('Tool', ['Use']), ('Rake', ['Levels the bed', 'After a shower']), ('Spade', ['Digs'])]:
    page.raw(b'0.8 w 66 %g m 300 %g l S\n' % (page.y + 11, page.y + 11) + text(tool, 72, page.y, 10)).lines(use, x=160, lead=12).space(6)
page.raw(b'66 %g m 300 %g l S\n' % (page.y + 11, page.y + 11))
for x in (66, 150, 300):
    page.raw(b'%d 731 m %d %g l S\n' % (x, x, page.y + 11))
write('cell-of-two-lines', page)


# Labels under the lines of fields, and boxes far from their words, without appearances.
def above_labels(pdf, helvetica):
    fields = [('Biscuit', 720, 72), ('Ferret', 720, 320), ('QX-7731', 670, 72), ('Dr Halloran', 670, 320)]
    return [widget(x, y + 4, 200, b'/FT /Tx /T (%d%d) /V (%s)' % (x, y, value.encode())) for value, y, x in fields]


page = Page()
for label, y, x in [('Name of animal', 720, 72), ('Species', 720, 320), ('Batch', 670, 72), ('Surgeon', 670, 320)]:
    page.raw(b'%d %d m %d %d l S\n' % (x, y, x + 200, y) + text(label, x, y - 10, 8))
write_form('label-under-its-field', page, above_labels, b'/NeedAppearances true')
page = Page().lines(['I receive child benefit', 'I receive a pension'], lead=24)
write_form('box-far-from-its-words', page, lambda pdf, helvetica: [
    b'/Subtype /Widget /Rect [300 %d 312 %d] /FT /Btn /T (%d) /AS /%s' % (y, y + 12, y, state)
    for y, state in ((719, b'Yes'), (695, b'Off'))])

# What a person sees as two blocks: an address, and facts beside it. Under them the sum of a bill.
page = Page(size=9)
page.lines(['Bill to', 'Mrs Odile Fenwick', '2 Chapel Row', 'Upper Example'], lead=13)
for row, (label, value) in enumerate([('Invoice no.', '2024-0391'), ('Invoice date', '8 May 2024'), ('Customer no.', 'K-2207')]):
    page.raw(text(label, 360, 720 - 13 * row, 9) + text(value, 540 - 4.5 * len(value), 720 - 13 * row, 9))
page.space(20).lines(['INVOICE'], size=16, lead=30)
for cells in [('Description', 'Qty', 'Price', 'Amount'), ('Oak shelf', '3', '64.00', '192.00'), ('Sash window', '1', '310.50', '310.50'),
              ('Hinges', '6', '8.25', '49.50'), ('', '', 'Amount due', '552.00')]:
    for cell, right in zip(cells[1:], (300, 420, 540)):
        page.raw(text(cell, right - 4.5 * len(cell), page.y, 9))
    page.lines([cells[0]], lead=15)
write('address-beside-facts', page)

# Names above several columns, and a cell that is empty.
page = Page(size=9).raw(text('Passengers', 220, 734, 9) + text('Cars', 390, 734, 9))
for cells in [('Harbour', '2021', '2023', '2021', '2023'), ('Skarvik', '198', '377', '21', '38'), ('Brandey', '41', '', '7', '9'),
              ('Holm', '12', '30', '', '4'), ('Tarn Isle', '55', '61', '3', '5')]:
    for cell, middle in zip(cells[1:], (200, 280, 360, 440)):
        page.raw(text(cell, middle - 2.5 * len(cell), page.y, 9))
    page.lines([cells[0]], lead=14)
write('head-over-several-columns', page)
page.raw(b' ')
write('empty-cell', page)

# A sentence that differs from page to page only in its numbers begins each of them, under a running head.
pages = []
for number, (year, count) in enumerate([(1987, 12), (2004, 31), (1996, 7), (2011, 24)]):
    page = Page(y=760)
    page.lines(['Birds of the island'], x=250, size=9)
    page.y = 720
    page.lines([f'In {year} the group of observers saw {count} large birds on the rocks in the', 'north of the island.']).lines(PROSE)
    page.y = 40
    pages.append(page.lines([f'Page {number + 4} of 9'], x=280, size=9))
write('sentence-at-the-top-of-pages', *pages)

# Verbs with pronouns, a number and a thing at line ends: each keeps its hyphen, and a long word does not.
write('hyphens-of-french-verbs', Page().lines([
    'Le vieux moulin tournait encore dans la plaine, et le meunier, dit-', 'il, partait au matin avec sa farine pour le village voisin. Demandez-',
    'lui combien de sacs il y avait dans la cour ce jour, il dira vingt-', 'deux sacs. Il y avait de l\'argent dans un porte-',
    'monnaie sur la table de la cuisine, et personne dans la mai-', 'son ne savait qui en avait la clef.']))

# A price list in sections of two rows, each under a heading, with dots that are strings of their own.
page = Page(size=10).lines(['The Lock Keeper'], x=180, size=20, lead=40)
for section, items in [('Hot drinks', [('Mint tea', '3.10'), ('Cocoa', '3.60')]), ('Cakes', [('Plum cake', '4.50'), ('Oat slice', 'free')])]:
    page.lines([section], size=13, lead=20, font=b'F2')
    for item, price in items:
        dots = '.' * int((380 - 5 * len(price) - 130 - 5 * len(item)) / 3)
        page.raw(text(item, 120, page.y, 10) + text(price, 400 - 5 * len(price), page.y, 10) + text(dots, 128 + 5 * len(item), page.y, 10)).space(17)
    page.space(10)
write('sections-of-two-rows', page)

# What was typed under a form is not its title, and what a bill says that it is stands smaller than the firm's name.
note = b'/Subtype /FreeText /Rect [60 300 300 330] /Contents (Call back on Monday please) /DA (/Helv 14 Tf 0 g) /F 4'
page = Page(size=10).lines(['Patient Registration'], size=15, lead=40, font=b'F2').lines(['Surname', 'Town'], lead=30)
write_form('note-under-a-form', page, lambda pdf, helvetica: [
    widget(180, y, 200, b'/FT /Tx /T (%d) /V (%s)' % (y, value)) for y, value in ((676, b'Placeholder'), (646, b'Brandey'))] + [note],
    b'/NeedAppearances true')
page = Page(size=10).lines(['Joinery Placeholder Ltd'], size=18, lead=50, font=b'F2').lines(['Invoice no. 317'], size=12, lead=30, font=b'F2')
for cells in [('Work', 'Hours', 'Price'), ('Oak door', '4', '840.00'), ('Sash window', '2', '310.50'), ('Total', '', '1150.50')]:
    for cell, right in zip(cells[1:], (300, 420)):
        page.raw(text(cell, right - 5 * len(cell), page.y, 10))
    page.lines([cells[0]], lead=15)
write('name-of-a-firm-over-a-bill', page)

# Who was there is a label with its value, and no section.
page = Page(size=11).lines(['Minutes of the meeting in March'], size=18, lead=40, font=b'F2')
page.raw(text('Present:', 72, page.y, 11, b'F2') + text('Ida Holm (chair), Omar Birch (treasurer), Jane Alder (secretary) and', 122, page.y, 11)).space()
page.lines(['thirty members of the society'], lead=30).lines(['1. The boat'], size=13, lead=20, font=b'F2').lines(PROSE)
write('who-was-present', page)

# Two pages with a running head on the second, and an entry of a list of contents.
first = Page().lines(['Contents'], size=14, lead=24, font=b'F2').raw(text('1 Wings', 72, 690, 11, b'F2') + text('2', 500, 690, 11, b'F2'))
first.y = 640
first.lines(PROSE)
second = Page(y=760, size=9).raw(text('I. Holm et al.', 72, 760, 8) + text('202', 500, 760, 8))
second.y = 700
write('head-of-the-second-page', first, second.lines(['1 Wings'], size=13, lead=24, font=b'F2').lines(PROSE, size=11))

# The parts of an abstract begin with labels, of which one stands over a short paragraph: none of them is a section.
LABELLED = [('Background:', ['Large birds of the open sea rest on their wings for many days and', 'nights, and nobody knows how they do it.']),
            ('Methods:', ['We measured the wings of all birds that came to the island in that', 'season, and we wrote down how long each of them stayed there.']),
            ('Results:', ['Wings of large birds were long and narrow, and those of others', 'were short. Small birds beat their wings far more often.']),
            ('Conclusions:', ['Long wings let large birds rest.'])]


def front(*more, x=72):
    """The title and the names of a paper, and the heading of its abstract."""
    page = Page().lines(['On the Wings of Large Birds of the Open Sea'], x=x, size=16, font=b'F2', lead=24)
    return page.lines(['Ida Holm and Omar Birch'], x=x, lead=30).lines(more, x=x, size=13, font=b'F2', lead=20)


def sections(page):
    """The first sections of a paper."""
    for title in ('1 Introduction', '2 Methods'):
        page.space().lines([title], size=13, font=b'F2', lead=20).lines(PROSE[:6])
    return page


for name, more in [('labels-of-an-abstract', ['Abstract']), ('labels-without-the-word-abstract', [])]:
    page = front(*more)
    for label, lines in LABELLED:
        page.raw(text(label, 72, page.y, 11, b'F2')).lines(lines[:1], x=76 + 6.1 * len(label)).lines(lines[1:]).space(6)
    write(name, sections(page))

# Keywords under their name, which is set like a heading.
page = front('Abstract').lines(PROSE[:5]).space().lines(['Keywords'], size=13, font=b'F2', lead=20)
write('keywords-under-their-name', sections(page.lines(['wings; open sea; large birds'])))


def broken(lines, width):
    """Wraps the words of `lines` at `width` letters."""
    out = ['']
    for word in ' '.join(lines).split():
        if len(out[-1]) + len(word) >= width:
            out.append('')
        out[-1] = f'{out[-1]} {word}'.strip()
    return out


# The publisher's box stands beside the text, and the file has it between two lines of the introduction.
page = front('Abstract', x=200)
top = page.y
page.lines(broken(PROSE[:5], 66), x=200, size=10, lead=13).space(8).lines(['Introduction'], x=200, size=13, font=b'F2', lead=18)
introduction = broken(PROSE * 3, 66)
page.lines(introduction[:5], x=200, size=10, lead=13)
bottom, page.y = page.y, top
for part in [['Citation: Holm I, Birch O', '(2016) On the wings of large', 'birds of the open sea. Birds', 'and Islands 4: 117.'], ['Editor: Mira Castell'],
             ['Received 3 May 2016', 'Accepted 9 June 2016'], ['Copyright: 2016 Holm and', 'Birch. This is an open access', 'article.']]:
    page.lines(part, x=50, size=8, lead=10).space(6)
page.lines(['Keywords:'], x=50, size=8, lead=10, font=b'F2').lines(['wings', 'open sea', 'large birds'], x=50, size=8, lead=10)
page.y = bottom
page.lines(introduction[5:], x=200, size=10, lead=13)
more = Page().lines(broken(PROSE, 90), size=10, lead=13).space().lines(['Results'], size=13, font=b'F2', lead=18)
write('box-inside-an-introduction', page, more.lines(broken(PROSE * 2, 90), size=10, lead=13))


def headed(name, heads, apart):
    """Pages of text under heads, each a number, words and whether the number stands on the right."""
    pages = []
    for place, head in enumerate(heads):
        page = Page(y=760)
        if head:
            number, words, right = head
            first, last = (words, number) if right else (number, words)
            if apart:
                page.raw(text(first, 72, 760, 11) + text(last, 540 - 6 * len(last), 760, 11))
            else:
                page.raw(text(f'{first} {last}', 72, 760, 11))
        page.y = 720
        for start in range(place, place + 4):
            page.lines(PROSE[start % 8:] + PROSE[:start % 8])
        pages.append(page)
    write(name, *pages)


# Heads with the authors on one page and the title on the other, on too few pages to show a pattern.
headed('heads-of-a-short-paper', [None, ('38', 'HOLM ET AL.', False), ('39', 'WINGS OF LARGE BIRDS', True)], False)
headed('heads-on-two-pages-of-eight', [None, None, ('38', 'HOLM ET AL.', False), None, None, ('41', 'Holm and Birch', True), None, None], True)


def rows(page, cells):
    """Rows of names and numbers."""
    for row in cells:
        for cell, right in zip(row[1:], (300, 420)):
            page.raw(text(cell, right - 5 * len(cell), page.y, 10))
        page.lines([row[0]], lead=15)
    return page


WORK = [('Work', 'Hours', 'Price'), ('Oak door', '4', '840.00'), ('Sash window', '2', '310.50'), ('Total', '', '1150.50')]

# The kind and the number of a bill in small plain letters, and in the cells of a row; a receipt that says neither.
firm = Page(size=10).lines(['Joinery Placeholder Ltd'], size=20, font=b'F2', lead=30).lines(['12 Quay Road, Brandey'], lead=30)
page = Page(size=10).raw(firm.content)
page.y = firm.y
write('number-of-a-bill-in-plain-type', rows(page.lines(['Invoice 2024-117', 'Date: 3 May 2024'], lead=15).space(10), WORK))
page = Page(size=10).raw(firm.content)
page.y = firm.y
page.lines(['Bill to', 'Mrs Odile Fenwick', '2 Chapel Row'], lead=13).space(-39)
for label, value in [('Invoice no.', '2024-118'), ('Date', '3 May 2024'), ('Customer', 'K-22')]:
    page.raw(text(label, 360, page.y, 10) + text(value, 540 - 5 * len(value), page.y, 10)).space(13)
write('number-of-a-bill-in-a-row', rows(page.space(20), WORK))
page = Page(size=9).lines(['CORNER SHOP'], x=110, size=12, lead=14, font=b'F2').lines(['2 Harbour Lane, Brandey'], x=90)
page.raw(text('14/03/2024', 72, page.y, 9) + text('14:32', 240, page.y, 9)).space(20)
for item, price in [('Rye loaf', '6.40'), ('Poppy roll', '0.85'), ('Oat biscuit', '14.50'), ('TOTAL EUR', '21.75'), ('Cash', '30.00'), ('Change', '8.25')]:
    page.raw(text(item, 72, page.y, 9) + text(price, 260 - 4.5 * len(price), page.y, 9)).space(14)
write('firm-over-a-receipt', page)

# The name of a row may need two lines.
GATES = [('Gate, steel', '1', '840.00'), ('locking bar, unpainted',), ('Fence post', '2', '31.50'), ('Hinge', '4', '8.25'), ('with four screws',), ('Latch', '1', '12.00')]
page = Page(size=10).lines(['Smithy of the Island'], size=18, lead=34, font=b'F2')
write('names-of-rows-in-two-lines', rows(page, [('Item', 'Pieces', 'Price'), *GATES]))

# A slide that three pages build up, in a deck that has few others: its lines come again, and the last page is the slide.
SLIDES = [('On the wings of large birds', []), ('Why wings?', ['Large birds rest on their wings', 'Nobody has measured them']),
          ('Three lessons', ['The first bird was seen in 2014']), ('Three lessons', ['The first bird was seen in 2014', 'It stayed for 900 days']),
          ('Three lessons', ['The first bird was seen in 2014', 'It stayed for 900 days', 'Long wings need no beat']), ('Results', ['The number of birds rose to 315'])]


def slide(number, title, points):
    page = Page(y=300).lines([title], x=40, size=26, lead=48)
    for point in points:
        page.lines([f'\u2022 {point}'], x=60, size=16, lead=34)
    page.y = 18
    return page.raw(text('Ida Holm \xb7 Workshop on birds', 40, 18, 8)).lines([str(number + 1)], x=430, size=8)


def slides(name, numbered):
    write(name, *[slide(number, *SLIDES[number]) for number in numbered], entries=b'/MediaBox [0 0 480 360]')


slides('slide-built-up-over-pages', range(6))

# Every page of a ledger begins with the names of its columns and with an amount of the same form: no running heads.
LEDGER = [[('Date', 'Purpose', 'Paid out', 'Paid in', 'Total'), ('4 March', 'Membership fees', '', '1,240.00', '5,310.00'), ('9 March', 'Repair of a boat', '615.50', '', '4,694.50'),
           ('17 March', 'Hire of the hall', '400.00', '', '4,294.50'), ('21 March', 'Gift', '', '250.00', '4,544.50')],
          [('Date', 'Purpose', 'Paid out', 'Paid in', 'Total'), ('5 April', 'New oars', '930.00', '', '3,614.50'), ('8 April', 'Old boat sold', '', '1,350.00', '4,964.50'),
           ('12 April', 'Entry fees', '120.00', '', '4,844.50'), ('20 April', 'Paint', '88.20', '', '4,756.30')]]


def width(words):
    """The width of a line in Helvetica of ten points."""
    narrow = {' ': 2.78, ',': 2.78, '.': 2.78, 'i': 2.22, 'l': 2.22, 't': 2.78, 'P': 6.67, 'T': 6.11}
    return sum(narrow.get(letter, 5.56) for letter in words)


def ledger(name, numbers):
    pages = []
    for number in numbers:
        page = Page(y=760, size=10).raw(text('Rowing Club of the Island', 72, 760, 8) + text(f'Page {number + 1} of 2', 480, 760, 8))
        page.y = 730
        for row in LEDGER[number]:
            for cell, x in zip(row[:2], (72, 140)):
                page.raw(text(cell, x, page.y, 10))
            for cell, right in zip(row[2:], (350, 430, 510)):
                page.raw(text(cell, right - width(cell), page.y, 10))
            page.space(16)
        pages.append(page)
    write(name, *pages)


ledger('sum-at-the-edge-of-pages', (0, 1))

# The account of the firm stands at the foot of every page, and the letter itself does not say it. Nothing else on the first
# page of the statement looks like its title, which heads every page.
FOOT = 'Joinery Placeholder Ltd \xb7 Bank of the Island \xb7 IBAN XX00 1234 5612 3456 78'
pages = []
for number in (1, 2):
    page = Page(y=760).lines(PROSE[:3] if number == 1 else ['that the new door does not close in the wind.', *PROSE[3:6]], lead=15)
    if number == 1:
        page.lines(['We have heard from the people of the house'], lead=15)
    page.y = 30
    pages.append(page.raw(text(FOOT, 72, 30, 8) + text(f'Page {number} of 2', 480, 30, 8)))
write('account-at-the-foot-of-pages', *pages)

pages = []
for number, rows_of in ((1, PROSE[:4]), (2, PROSE[4:])):
    page = Page(y=760).lines(['Rowing Club of the Island \u2013 accounts 2024'], size=9, lead=40)
    pages.append(page.lines(rows_of))
write('title-that-heads-every-page', *pages)

# The university, the degree and the examiners on the title page of a thesis, which has an abstract.
page = Page(y=700)
for size, lead, lines in [(15, 18, ['University of the Island']), (12, 60, ['Faculty of Birds']), (13, 30, ['Doctoral Dissertation']),
                          (22, 60, ['On the Wings of Large Birds']), (11, 18, ['submitted by']), (14, 90, ['Ida Holm']),
                          (11, 18, ['Supervisor: Prof. Omar Birch']), (12, 18, ['Brandey, September 2023'])]:
    for line in lines:
        page.lines([line], x=306 - len(line) * size / 4, size=size, lead=lead)
write('title-page-of-a-thesis', page, sections(Page().lines(['Abstract'], size=13, font=b'F2', lead=20).lines(PROSE[:5])))

# A label that publishers print, too, in a table of labels and values, and an address under a letter.
def report(name, label):
    page = Page(size=9).lines(['Report on the blood of one bird'], size=16, lead=34)
    for row in [('Bird:', 'Albatross', 'Sample taken:', '03.02.2025 07:40'), ('Date of birth:', '11.09.2004', label, '03.02.2025 11:05'),
                ('Sex:', 'female', 'Requested by:', 'I. Holm'), ('Number:', '0047-1188', 'Material:', 'Feather')]:
        for x, cell in zip((72, 160, 330, 395), row):
            page.raw(text(cell, x, page.y, 9))
        page.space()
    page.space(20).lines(PROSE[:4], size=9).space(20)
    write(name, page.lines(['E-mail: office@island.example'], size=9))


report('label-of-publishers-in-a-table', 'Received:')

# The last row of a page, in pieces of which nothing else makes a table, and a sentence at the top of the next page.
page = Page(y=700).lines(PROSE[:4]).space(20)
page.raw(text('8 January', 72, page.y, 11) + text('Standing order RENT', 140, page.y, 11))
write('row-at-the-foot-of-a-page', page, Page(y=720).lines(['Deposits are protected up to a sum that the law names.', *PROSE[4:]]))

# The title stands large on the first page and small at the top of one page alone, within a sentence.
pages = [Page(y=500).lines(['The Book of Large Birds'], x=180, size=20),
         Page(y=700).lines(['The Birds'], size=16, lead=40).lines([*PROSE, 'Two hundred people owed the ferryman money and every one of them came to the']),
         Page(y=750).lines(['The Book of Large Birds'], x=240, size=9, lead=40).lines(['island with a hand in his pocket.', *PROSE]),
         Page(y=700).lines(['The Sea'], size=16, lead=40).lines(PROSE)]
write('title-inside-a-sentence', *pages)

# A recipe of one page: what stands between its title and its text names nobody, and each of these lines stands for itself.
page = Page(size=10).lines(['Plum cake from the tin'], size=22, lead=34).lines(['Serves 12 people'], size=9, lead=30)
page.lines(['375 g white flour', '75 g sugar', '200 ml warm milk', '60 g butter'], size=9, lead=13).space(14).lines(['Method'], size=12, lead=20, font=b'F2')
for words in (['Mix the flour with the sugar, add the milk and the butter,', 'and knead all of it.'], ['Cover the dough and let it rise in a warm place', 'for an hour.']):
    page.lines(words, lead=13).space(8)
write('lines-between-a-title-and-its-text', page)

# Clauses of a contract under each other, without space between them, and the address over them.
page = Page(y=740, size=11).lines(['Ms Ida Holm', '8 Harbour View', 'Brandey BR2 9AA']).space(30).lines(['LEASE AGREEMENT'], x=240, size=16, lead=30, font=b'F2')
for clause, words in [('1.1', 'The Landlord lets to the Tenant the house on the quay, together with the garden and the shed.'), ('1.2', 'The attic is not part of the house.'),
                      ('1.3', 'The rent is 875 pounds a month and is payable in advance on the first day of each month.')]:
    page.raw(text(clause, 72, page.y, 11)).lines([words], x=108)
write('clauses-without-space', page)

# Names of columns in bold over a page of a statement, whose title heads every page; the minutes of a society, whose name is larger.
def statement(name, title):
    page = Page(y=700, size=10)
    for cell, right in zip(('Date', 'Details of the payment', 'Paid out', 'Paid in', 'Balance'), (92, 240, 330, 420, 510)):
        page.raw(text(cell, right - width(cell) - 2.5, page.y, 10, b'F2'))
    page.space(30)
    for row in [('2 May', 'Hill Street', '23.40', '', '1,976.60'), ('3 May', 'Water', '41.15', '', '1,935.45'), ('7 May', 'Salary', '', '2,310.00', '4,245.45')]:
        for cell, right in zip(row, (92, 240, 330, 420, 510)):
            page.raw(text(cell, right - width(cell), page.y, 10))
        page.space(16)
    second = Page(y=700, size=10).lines([*PROSE, *PROSE])
    for each in (page, second):
        each.raw(text(title, 72, 760, 9))
    write(name, page, second)


statement('names-of-columns-in-bold', 'Statement of account of the Bank of the Island')
page = Page(y=740, size=10).lines(['Allotment Society Elm Bank'], size=16, lead=22, font=b'F2').lines(['Minutes of the meeting of 6 February 2025'], size=12, lead=30)
write('minutes-of-a-society', page.lines(PROSE).space().lines(PROSE))
page = Page(y=740).lines(['Brandey, 12 September 1987'], x=320, size=15, lead=40).lines(['Repair of the old organ'], size=12, lead=30, font=b'F2')
write('place-and-date-over-a-title', page.lines(PROSE).space().lines(PROSE))

def table(page, xs, cells, lead=14, size=9):
    """Rows of cells at these places from the left; a cell may have several lines, which its row makes room for."""
    for row in cells:
        lines = [cell.split('\n') for cell in row]
        for x, cell in zip(xs, lines):
            for place, line in enumerate(cell):
                page.raw(text(line, x, page.y - 11 * place, size))
        page.space(lead + 11 * (max(len(cell) for cell in lines) - 1))
    return page


# Cells that look like formulas: a unit with a power, a bound, a stroke for a bus that does not stop.
page = Page(size=9).lines(['Report of the laboratory'], size=16, font=b'F2', lead=34)
table(page, (72, 240, 330, 430), [
    ('Analyte', 'Result', 'Unit', 'Range'), ('Haemoglobin', '11.2', 'g/dl', '12.0 - 15.5'), ('Leucocytes', '6.8', '10^9/l', '3.9 - 10.2'),
    ('Platelets', '254', '10^9/l', '150 - 370'), ('Protein', '2.1', 'mg/l', '< 5.0'), ('Ferritin', '9', 'mg/l', '15 - 150')])
table(page.space(60), (72, 240, 330, 430), [
    ('Bus', '1401', '1403', '1405'), ('Pier', '5.02', '5.32', '6.02'), ('Market', '5.06', '|', '6.06'), ('Station', '|', '5.43', '6.13')])
write('signs-in-a-table', page.space(40).lines(PROSE, size=9))

# Displayed formulas with their numbers are no rows, though names stand beside two of them.
page = Page().lines(['On the Wings of Large Birds'], size=18, font=b'F2', lead=40).lines(PROSE)
for name, formula, number in [('lift', 'L = p A', '(1)'), ('drag', 'D = q A', '(2)'), ('glide', 'G = L / D', '(3)')]:
    page.space(8).raw(text(name, 110, page.y, 11) + text(formula, 240, page.y, 11) + text(number, 500, page.y, 11)).space(22)
write('formulas-with-numbers', page.lines(PROSE))

# A line of a statement has as many words as running text, and what is carried forward has few cells.
page = Page(size=9)
names = b''.join(text(cell, x, 620, 9, b'F2') for x, cell in zip((72, 130, 350, 430, 500), ('Date', 'Details', 'Paid out', 'Paid in', 'Balance')))
page.raw(names).lines(['Ms Odile Fenwick', '2 Chapel Row', 'Upper Example'], lead=12)
page.y = 602
for day, details, out, into, balance in [
        ('', 'Balance brought forward', '', '', '2,000.00'), ('02 Jan', 'Card payment to the shop at the corner', '23.40', '', '1,976.60'),
        ('03 Jan', 'Direct debit', '41.15', '', '1,935.45'), ('07 Jan', 'Salary of the school by the harbour', '', '2,310.00', '4,245.45'),
        ('08 Jan', 'Standing order for the rent of the house', '890.00', '', '3,355.45'), ('', 'Balance carried forward', '', '', '3,355.45')]:
    for right, cell in ((385, out), (460, into), (535, balance)):
        page.raw(text(cell, right - 4.5 * len(cell), page.y, 9) if cell else b'')
    page.raw(text(day, 72, page.y, 9) if day else b'').raw(text(details, 130, page.y, 9)).space(14)
write('line-of-a-statement', page)

# Cells of several lines: in boxes that are drawn one by one, and without rules, each cell with its lines in turn.
page = Page(size=10)
for cells in [[['Tool'], ['Use']], [['Rake'], ['Levels the bed', 'After a shower']], [['Spade'], ['Digs']]]:
    high = 6 + 12 * max(len(lines) for lines in cells)
    for x, width, lines in zip((66, 150), (84, 150), cells):
        page.raw(b'0.8 w %g %g %g %g re S\n' % (x, page.y + 11 - high, width, high))
        for place, line in enumerate(lines):
            page.raw(text(line, x + 6, page.y - 12 * place, 10))
    page.space(high)
write('cells-in-boxes', page)
page = Page(size=10).lines(PROSE, size=10, lead=13).space(20)
for cells in [[['Problem'], ['Possible cause'], ['Remedy']],
              [['The lamp flashes', 'quickly.'], ['The device has become', 'too hot, or stands in', 'the sun.'], ['Let it cool down. Then', 'press the button.']],
              [['There is no froth.'], ['The whisk is missing', 'or bent.'], ['Put in the whisk. Take', 'Milk from the cold box.']],
              [['The milk burns on.'], ['The coating is gone.'], ['Replace the jug (no.', '77.311.0).']],
              [['It does not start.'], ['The fuse is broken.'], ['Ask a workshop.']]]:
    for x, lines in zip((72, 180, 310), cells):
        for place, line in enumerate(lines):
            page.raw(text(line, x, page.y - 12 * place, 10))
    page.space(7 + 12 * max(len(lines) for lines in cells))
write('cells-of-several-lines', page.space(20).lines(PROSE, size=10, lead=13))

# A text in a box under the box of its title is no table, nor are boxes with a text each.
page = Page(size=10).lines(PROSE, size=10, lead=13).space(20)
page.raw(b'0.8 w 72 %g 250 18 re S 72 %g 250 44 re S\n' % (page.y - 6, page.y - 50)).lines(['Warning'], x=80, size=10, font=b'F2', lead=18)
write('text-under-its-title-in-boxes', page.lines(['Hot steam can burn your hands. Keep them', 'far from the spout while the red lamp', 'is lit.'], x=80, size=10, lead=12))

# The last row of a table stands alone at the top of the next page, over other text; on another one its head comes again.
NAMES = ('Work', 'Hours', 'Price')
LIST = [('Oak door', '4', '840.00'), ('Sash window', '2', '310.50'), ('Hinge', '6', '8.25')]
first = Page(size=10).lines(PROSE * 5, size=10).space(10)
last = Page(size=10)
write('row-on-the-next-page', rows(first, [NAMES, *LIST]), rows(last, [('Garden gate', '1', '215.00')]).space(20).lines(PROSE, size=10))


def bill(page, cells):
    """Rows of a bill: bold names of columns, articles, and sums that are carried, of two cells."""
    for row in cells:
        face = b'F2' if len(row) == 2 or row[0] == 'Pos' else b'F1'
        if len(row) == 2:
            page.raw(text(row[0], 300, page.y, 9, face) + text(row[1], 520 - 5 * len(row[1]), page.y, 9, face)).space(16)
            continue
        page.raw(text(row[0], 72, page.y, 9, face) + text(row[1], 110, page.y, 9, face))
        for cell, right in zip(row[2:], (330, 420, 520)):
            page.raw(text(cell, right - 5 * len(cell), page.y, 9, face))
        page.space(16)
    return page


NAMES = ('Pos', 'Description', 'Qty', 'Unit price', 'Amount')
first = Page(size=9).lines(PROSE * 5, size=9).space(10)
last = bill(Page(size=9), [NAMES, ('Brought forward', '420.90'), ('4', 'Hard wax oil', '2', '64.00', '128.00'), ('5', 'Dowels of beech', '5', '4.20', '21.00')])
bill(first, [NAMES, ('1', 'Oak board', '6', '41.80', '250.80'), ('2', 'Wood glue', '4', '9.45', '37.80'), ('3', 'Brass hinge', '7', '18.90', '132.30'), ('Carried forward', '420.90')])
write('head-on-the-next-page', first, last.space(20).lines(PROSE, size=9))

# Labels far to the left of their fields, with the words of a box and a remark between the rows.
page = Page(size=10)
for label, y in [('Name of boat', 700), ('Insurance', 676), ('Berths wanted', 652), ('Remarks', 622)]:
    page.raw(text(label, 72, y, 10))
page.raw(text('I have an insurance for the boat', 247, 676, 10) + text('as in the list of prices', 230, 637, 10))
page.y = 560
write_form('labels-far-beside-fields', page.lines(PROSE, size=10), lambda pdf, helvetica: [
    b'/Subtype /Widget /Rect [230 674 242 686] /FT /Btn /T (i) /AS /Off'] + [
    widget(230, y, 200, b'/FT /Tx /T (%d) /V (%s)' % (y, value)) for y, value in ((700, b'Gray Heron'), (652, b'North quay'), (622, b'with power'))],
    b'/NeedAppearances true')

# A line that runs from the right, drawn in the order in which it is read: a word, a number to its left, and so on.
LETTERS = [(97, '\u05e9'), (98, '\u05dc'), (99, '\u05d5'), (100, '\u05dd')]
page = Page().lines(PROSE[:2])
for words, x, face in [('dcba', 300, b'F3'), ('12', 284.7, b'F1'), ('dcba', 257.9, b'F3'), (',', 254.8, b'F1'), ('2025', 227.3, b'F1'), ('dcba', 200.5, b'F3')]:
    page.raw(text(words, x, 660, 11, face))
write('numbers-in-a-line-from-the-right', page, second=lambda pdf: to_unicode(pdf, LETTERS))

# Bands of colour behind every other row say which lines are one row.
page = Page(size=10).lines(PROSE, size=10, lead=13).space(20)
for place, cells in enumerate([[['Tool'], ['Use'], ['Place'], ['Price']], [['Rake'], ['Levels the bed', 'After a shower'], ['Shed', 'Loft'], ['12.50']],
                               [['Spade'], ['Digs'], ['Shed'], ['18.00']], [['Hoe'], ['Weeds', 'Thins rows'], ['Barn', 'Shed'], ['9.80']], [['Can'], ['Waters'], ['Tap'], ['7.40']]]):
    high = 6 + 12 * max(len(lines) for lines in cells)
    if place % 2 == 0:
        page.raw(b'0.9 g 66 %g 400 %g re f 0 g\n' % (page.y + 11 - high, high))
    for x, lines in zip((72, 160, 290, 400), cells):
        for line, words in enumerate(lines):
            page.raw(text(words, x, page.y - 12 * line, 10))
    page.space(high)
write('rows-on-bands', page.space(20).lines(PROSE, size=10, lead=13))

# The numbers of articles in the font of a typewriter, which look like a program.
page = Page(size=10).lines(PROSE, size=10, lead=13).space(20)
for article, number, price in [('Article', 'Number', 'Price'), ('Oak board', 'OAK-0410-A', '41.80'), ('Wood glue', 'GLU-0007-C', '9.45'), ('Brass hinge', 'BRS-2201-B', '3.15')]:
    face = b'F1' if number == 'Number' else b'F3'
    page.raw(text(article, 72, page.y, 10) + text(number, 200, page.y, 10, face) + text(price, 400 - 5 * len(price), page.y, 10)).space(16)
write('numbers-in-typewriter-letters', page, second=lambda pdf: pdf.add(font(b'Courier')))

# Headings in a script that has no capitals and no spaces: each of its letters has a code of one byte.
KANA = ['\u9ce5\u306f\u6ce2\u306e\u4e0a\u3067\u9577\u304f\u4f11\u3080\u3002' * 4, '\u5cf6\u306e\u4eba\u306f\u305d\u308c\u3092\u898b\u305f\u3002' * 4,
        '\u9ce5\u306e\u7fbd\u306f\u9577\u3044\u3002']
LIBRARY = ['\u5cf6\u306e\u9ce5\u306e\u672c', '1. \u9ce5\u306e\u7fbd', '2. \u6ce2']
CODES = {c: chr(48 + i) for i, c in enumerate(sorted({c for line in KANA + LIBRARY for c in line}))}


def coded(lines):
    return [''.join(CODES[c] for c in line) for line in lines]


page = Page().lines(coded(LIBRARY[:1]), size=20, font=b'F3', lead=30)
for heading in LIBRARY[1:]:
    page.space(10).lines(coded([heading]), size=14, font=b'F3', lead=20).lines(coded(KANA), font=b'F3')
write('headings-without-capitals', page, second=lambda pdf: to_unicode(pdf, [(ord(code), c) for c, code in CODES.items()]))

# A font whose map moves every letter by the same step, some of them to signs.
lines = [*PROSE, 'The men of the island were there when the birds had been seen, and they have told us of them.']
write('letters-moved-to-signs', Page().lines(PROSE), Page().lines([*lines, *lines], font=b'F3'), second=lambda pdf: to_unicode(pdf, [(c, chr(c + 7 if c > 32 else c)) for c in range(32, 127)]))

# A page of few words whose font gives other letters than those that it draws.
few = ['Hang the boat by its ends on two broad straps, never by its middle, or', 'the hull will bend in the warm days of spring. Keep it away from the',
       'boiler and from windows. Write the date on the seat with chalk.']
turned = {letter: chr((ord(letter) - 97) * 7 % 26 + 97) for letter in 'abcdefghijklmnopqrstuvwxyz'}
write('letters-shuffled-on-a-page', Page().lines(PROSE), Page().lines(few, font=b'F3'), second=lambda pdf: to_unicode(
    pdf, [(c, turned.get(chr(c).lower(), chr(c))) for c in range(32, 127)]))

# Sums far below the rows of a payslip.
page = Page(size=10).lines(['Payslip of May'], size=16, font=b'F2', lead=40)
for y, cells in [(0, ['Basic pay', '1,824.00', 'Income tax', '196.10']), (14, ['Night hours', '108.00', 'Insurance', '117.72']), (28, ['Holiday pay', '96.00', 'Pension', '101.40']),
                 (150, ['Total payments', '2,028.00', 'Total deductions', '415.22']), (174, ['', '', 'Net pay', '1,612.78'])]:
    for x, cell in zip((72, 260, 320, 540), cells):
        right = 5.56 * len(cell.replace(',', '').replace('.', '')) + 2.78 * (cell.count(',') + cell.count('.'))
        page.raw(text(cell, x if cell[:1].isalpha() else x - right, page.y - y, 10) if cell else b'')
write('sums-far-below-a-table', page)

# A ticket with small labels over its values.
page = Page().lines(['Ferry ticket'], size=16, font=b'F2', lead=30)
for pairs in [[('From', 'Holm Harbour'), ('To', 'Brandey')], [('Date', '18 May 2023'), ('Departure', '07:40'), ('Seat', '11D')], [('Price', '37.90'), ('Fare', 'Single')]]:
    for column, (label, value) in enumerate(pairs):
        page.raw(text(label, 72 + 130 * column, page.y, 7)).raw(text(value, 72 + 130 * column, page.y - 12, 11, b'F2'))
    page.space(36)
write('labels-over-values', page.lines(PROSE[:3]))

# Heads in italics, as close to the sentence before as another line, which fills its column.
page = Page().lines(['The Large Birds of the Island'], size=18, font=b'F2', lead=40)
write('head-in-italics-below-a-sentence', page.lines(PROSE[:4]).lines(['The wings of the birds'], font=b'F3').lines(PROSE[4:]).lines(
    ['The feet of the birds'], font=b'F3').lines(PROSE), second=lambda pdf: pdf.add(font(b'Helvetica-Oblique')))

# Arabic, drawn from the left, with a ligature of lam and alef whose letters the file says besides.
LETTERS = [(97, '\u0646'), (98, '\ufefc'), (99, '\u0639'), (100, '\u0625'), (101, '\u0643'), (102, '\u0633'), (103, '\u0627'), (32, ' ')]
write('ligature-of-lam-and-alef', Page().lines(PROSE[:2]).raw(
    b'BT /F3 11 Tf 72 660 Td (agef a) Tj /Span << /ActualText <FEFF06440627> >> BDC (b) Tj EMC (cd) Tj ET\n'), second=lambda pdf: to_unicode(pdf, LETTERS))

# The word that says what a law is, large, and what it is about below it, smaller.
write('statute-in-two-sizes', Page().lines(['Statute'], x=270, size=15, lead=18, font=b'F2').lines(
    ['on the use of the boats of the island'], x=190, size=12, lead=18, font=b'F2').lines(
    ['of the eleventh of November'], x=230, size=10, lead=30).lines(PROSE))

# A title that the page draws behind its text.
write('title-drawn-last', Page(y=680).lines(PROSE).raw(text('The price of a ford in the hills', 72, 720, 16, b'F2')))

# The first page of a patent, with the codes of its lines.
page = Page(size=10)
for words, face, size in [('(12) Patent Specification', b'F2', 12), ('(10) Patent No.: NX 9,104,227', b'F2', 12), ('(54) Folding ladder with rungs that lock', b'F2', 10),
                          ('(72) Inventors: Ines Holm, Portland (NX); Omar Birch, Salem (NX)', b'F1', 10), ('(22) Filed: Jan. 30, 2018', b'F1', 10)]:
    page.lines([words], size=size, font=face, lead=22)
write('codes-of-a-patent', page.space().lines(PROSE * 2, size=10))

# Minutes whose first headings stand among lines that are too short to be text, a clause that goes on in a list, and boxes.
page = Page(size=10).lines(['Minutes of the meeting of May'], size=14, font=b'F2', lead=24).lines(['Present: Ines Holm, Omar Birch'], size=10, lead=24)
for heading, words in [('1. Minutes of the last meeting', ['They were approved without changes.']), ('2. Water', ['The pump will be serviced in the first week of March, and the service costs money.']),
                       ('3. Rules', ['3.1 A member may keep'])]:
    page.lines([heading], font=b'F2').lines(words, lead=20)
page.lines(['(a) one dog or'], x=100, lead=14).lines(['(b) two cats, if they do not come into the house.'], x=100, lead=24)
page.lines(['WARNING'], font=b'F2').lines(PROSE[:2])
write('minutes-with-short-items', page)

# An article of a newspaper, with the name of its author in bold type.
write('bylines-of-a-newspaper', Page().lines(['The bridge over the river is closed'], size=20, font=b'F2', lead=26).lines(PROSE * 3).space(20).lines(
    ['The harvest is good this year'], size=14, font=b'F2', lead=18).lines(['By Ines Holm'], font=b'F2', lead=16).lines(PROSE))

# What is known of a person, and right under it the names of the columns of a table in sections.
page = Page(size=9)
for cells in [('Person: Holm, Ines', 'Born: 17 March 1978', 'Sex: F'), ('Asked by: Omar Birch Taken: 9 May',), ('Sample: water', 'State: final')]:
    for x, cell in zip((50, 212, 330), cells):
        page.raw(text(cell, x, page.y, 9))
    page.space(12)
page.space(14)
for cells in [('Test', 'Result', 'Flag', 'Units', 'Reference'), ('WELL',), ('Chlorine', '11.8', 'H', 'mg/l', '4.0-10.5'), ('Iron', '10.9', 'L', 'mg/l', '11.7-15.5'), ('Lime', '33.6', 'L', 'mg/l', '35.0-45.0')]:
    for x, cell in zip((50, 210, 280, 330, 420), cells):
        page.raw(text(cell, x, page.y, *((10, b'F2') if len(cells) == 1 else (9, b'F1'))))
    page.space(14)
write('columns-under-labels', page.space(20).lines(PROSE, size=9))

# A running head that the second page sets closer to its text than a paragraph of one line to the next.
HEAD = ['Lease of the boats of the island for the year']
page = Page(y=748).lines(HEAD, lead=36).lines(['Agreement about the boats'], size=18, font=b'F2', lead=30).lines(PROSE * 4)
page.lines(['He shall keep the inside of the boat clean and dry, and he shall mend the sails', 'and tell the owner at once of any leak, defect or damage for whose repair the'])
last = Page(y=748).lines(HEAD, lead=36).lines(['Owner is liable under the rules of the island.'], lead=29).lines(['He shall keep one boat and no raft.'], lead=29).lines(PROSE)
write('head-closer-than-paragraphs', page, last)

# A patent whose title stands beside the abstract, and whose lines are counted between its columns.
page = Page(x=50, size=9).lines(['(12) Patent Specification'], size=11, font=b'F2', lead=22).lines(['(10) Patent No.: NX 9,104,228'], font=b'F2', lead=22)
page.raw(text('(54)', 50, page.y, 9) + text('LADDER WITH RUNGS THAT LOCK', 72, page.y, 9, b'F2') + text('(57)', 330, page.y, 9, b'F2') + text('ABSTRACT', 430, page.y, 9, b'F2')).space(14)
for place, words in enumerate(['(71) Applicant: Ladders of the Island, Portland (NX)', '(72) Inventors: Ines Holm, Portland (NX);', 'Omar Birch, Salem (NX)', '(21) Appl. No.: 17/482', '(22) Filed: Jan. 30, 2018']):
    page.raw(text(words, 106 if place == 2 else 50, page.y, 9) + text(['A ladder has two rails and rungs that turn about', 'pins. When the rails are spread, a spring drives', 'a wedge of each rung into a slot of the rail, so', 'that the ladder does not close under load. A', 'cord at the top frees all of them.'][place], 330, page.y, 9)).space(14)
last = Page(size=9)
LEFT = ['Ladders that fold into a pole are known from the', 'libraries. Their weakness is the joint of the rung', 'and the rail, which wears until the ladder sways.',
        'Most harm is done when a child or a gust of wind', 'pushes one rail upward while a person stands on', 'the other side, because then nothing but friction', 'keeps the rungs where they are. It is the aim to', 'provide a ladder that locks by itself when it is',
        'spread and that is freed only from the top. This', 'aim is met by a wedge which a spring holds in a', 'slot of the rail. The spring is of steel and has', 'the form of a leaf that lies under the rung, and', 'its ends rest on the rail. The cord runs through', 'the rung and over a wheel, and from there to the', 'top of the ladder, where a ring ends it.']
RIGHT = ['A first ladder has rungs of oak and rails of ash.', 'Its wedges are of beech and stand in the slots of', 'the rails. A second one has wedges of steel.', 'What has been said of the spring holds for it as', 'well, and for any other form of the wedge.']
for line, words in enumerate(LEFT):
    last.raw(text(words, 72, 700 - 12 * line, 9))
    if line % 5 == 4:
        last.raw(text(str(line + 1), 302 - 2.5 * len(str(line + 1)), 700 - 12 * line, 9))
for line, words in enumerate(RIGHT):
    last.raw(text(words, 330, 694 - 12 * line, 9))
write('lines-counted-between-columns', page, last)

# Names of columns, larger and bolder than the text, over cells of several lines.
GRID = [[['Fault'], ['Cause'], ['Remedy']], [['The pump does', 'not start'], ['The switch has', 'tripped as the', 'wire is too thin'], ['Let it cool down', 'for a while and', 'press the switch']],
        [['Oil drips', 'from the pump'], ['A seal is worn', 'or it does not', 'lie in its groove'], ['Mend the seal', 'or have it done', 'by a workshop']]]
page = Page(size=10).lines(['The handbook of the pump'], size=20, font=b'F2', lead=30).lines(['Safety'], size=13, font=b'F2', lead=20).lines(PROSE, size=10, lead=13)
page.space(10).lines(['What to do'], size=13, font=b'F2', lead=30)
top = page.y + 18
for place, cells in enumerate(GRID):
    for x, lines in zip((78, 228, 378), cells):
        for line, words in enumerate(lines):
            page.raw(text(words, x, page.y - 13 * line, *((12, b'F2') if place == 0 else (10, b'F1'))))
    page.space(13 * max(len(lines) for lines in cells) + 12)
    page.raw(b'0.6 w 72 %g m 522 %g l S\n' % (page.y + 14, page.y + 14))
page.raw(b'0.6 w 72 %g m 522 %g l S\n' % (top, top))
for x in (72, 222, 372, 522):
    page.raw(b'0.6 w %g %g m %g %g l S\n' % (x, top, x, page.y + 14))
write('names-of-columns-like-headings', page.space(20).lines(PROSE, size=10, lead=13))

# Items of lists whose lines fill the column and end without a stop: under a sentence of one line, inside another item, with signs
# of sentences, and with numbers.
page = Page().lines(PROSE).space(10).lines(['The society asks all those who want to go out with one of its boats to heed'])
page.lines(['\u2022 the weather of the day before, which everybody finds on the old mole',
            '\u2022 the tide and the wind, which the keeper of the old light writes down'], x=84).space(10)
page.lines(['\u2022 the state of the boat, its mast and all of its sails and lines, which']).lines(['those who had it last write into the book that lies in its cabin'], x=84)
page.lines(['\u2013 the lamp at the mast, with as much oil as it burns in three nights', '\u2013 the oars, of which none may be cracked or bound with any old cord'], x=84)
page.lines(['\u2022 the number of those on board and the names and the ages of them all']).space(10)
page.lines(['1. whoever takes out a boat signs for it in the book of the harbour', '2. whoever brings it back washes the boat and hangs its sails to dry'])
write('items-of-a-list-without-stops', page.space(10).lines(PROSE))
