/** The types of what is dragged from the library onto the canvas; the data is the id of the kind of layer or block. */
export const kindDragType = 'application/x-layerloom-kind'
export const blockDragType = 'application/x-layerloom-block'
