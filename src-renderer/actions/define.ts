import type { LucideIcon } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'

/** One intent of a person, by name: button, key, menu, palette and test share it. */
export interface Action {
  /** Also the id by which the system's menu asks for it. */
  id: string
  label: Text
  icon?: LucideIcon
  /** `mod` is Ctrl, on a Mac Cmd: `mod+shift+z`, `delete`, `f`. The first is the one that is shown. A person may change them: `bindings.ts`. */
  keys?: readonly string[]
  /** Its keys also work while a person types in a field. */
  anywhere?: true
  /** True, or why it cannot be done now, in a sentence that its button's tooltip says. */
  enabled(): true | Text
  /** What exactly it would do now, said behind the label: the step that Undo takes back. */
  hint?(): Text | undefined
  /** Goes to what keeps it from being done; without one, the sentence alone is said. */
  goToReason?(): void
  run(): void | Promise<void>
}

export const defineAction = (action: Action): Action => action
