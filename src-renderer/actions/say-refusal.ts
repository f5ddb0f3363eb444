import type { Failure } from '../../src-core/result.ts'
import { toast } from '../ui/toast.ts'

/** Says why a command did nothing. */
export const sayRefusal = ({ failure }: { failure: Failure }): void =>
  toast({ kind: 'info', message: failure.message, ...(failure.advice ? { detail: failure.advice } : {}) })
