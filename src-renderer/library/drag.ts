/** The type of what is dragged from the library onto the canvas; its data is the kind's id. */
export const kindDragType = 'application/x-layerloom-kind'
