// An export as a web page, with everything that one can contain.

export const EXPORTED = `<!doctype html>
<html lang="eng">
<head>
<meta charset="utf-8">
<title>How far small boats drift</title>
<style>body{color:#1d1d1f}</style>
</head>
<body>
<h1>How far small boats drift</h1>
<p class="aside">M. Okafor, L. Lindqvist · 2026</p>
<h2>Summary</h2>
<p class="aside">Key sentences of the document, quoted</p>
<ul>
<li>None of the boats was lost for longer than two days, and all of them came home. (p. 1)</li>
<li>Written words &amp; numbers<blockquote><p>A model with two numbers explains nine tenths of what was seen on the water.</p><cite>p. 2</cite></blockquote></li>
</ul>
<h2>Marks and notes</h2>
<p>Read it again.</p>
<blockquote><p><mark class="yellow">Boats with a painted keel were found sooner.</mark></p><cite>p. 1</cite></blockquote>
<p>Note: Why?</p>
</body>
</html>
`;
