import { nanoid } from 'nanoid'
import { create } from 'zustand'
import type { Text } from '../../src-core/text.ts'

/** A short message that comes and goes by itself; an error stays until it is dismissed. */
export interface Toast {
  id: string
  kind: 'info' | 'success' | 'error' | 'busy'
  message: Text
  detail?: Text
  /** It stays until it is dismissed, as an error does: there is more to read. */
  stays?: boolean
  /** Ends what is under way. */
  cancel?: () => void
}

export const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }))

/** Milliseconds that it stays: long enough to be read twice. */
const stays = 8_000

export function toast(said: Omit<Toast, 'id' | 'cancel'>): void {
  const id = show(said)
  if (said.kind !== 'error' && !said.stays) setTimeout(() => dismissToast(id), stays)
}

/** Says what is under way, until the function that it gives is called; `cancel` is what a person can do about it. */
export function sayBusy(message: Text, cancel: () => void): () => void {
  const id = show({ kind: 'busy', message, cancel })
  return () => dismissToast(id)
}

function show(said: Omit<Toast, 'id'>): string {
  const id = nanoid()
  useToasts.setState(({ toasts }) => ({
    // The same thing said again takes the place of what it said before.
    toasts: [...toasts.filter(({ message }) => message.en !== said.message.en), { ...said, id }],
  }))
  return id
}

export const dismissToast = (id: string): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
