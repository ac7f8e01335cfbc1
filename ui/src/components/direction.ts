// The direction in which the window's words run. Style sheets name starts and ends and need nothing else; what comes from the
// pointer and from arrow keys has a left and a right.

/** 1 if the words run towards this side, -1 if they come from it. */
export const onward = (side: 'left' | 'right'): 1 | -1 => ((document.documentElement.dir === 'rtl') === (side === 'left') ? 1 : -1);
