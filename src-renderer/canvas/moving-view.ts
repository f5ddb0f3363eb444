/** Milliseconds without a move after which the view is at rest. */
const rest = 150

let resting: ReturnType<typeof setTimeout> | undefined

/** Whether a hand is moving the view at this moment. */
export const isViewMoving = (): boolean => resting !== undefined

/** To be called at every move of the view by a hand. */
export function viewMoves(): void {
  clearTimeout(resting)
  resting = setTimeout(() => (resting = undefined), rest)
}
