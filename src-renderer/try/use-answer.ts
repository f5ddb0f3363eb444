import { useEffect, useEffectEvent, useState } from 'react'
import type { Result } from '../../src-core/result.ts'
import { attempt } from '../bridge/attempt.ts'

/**
 * What the main side answers to a question. The answer before stays until then, so that nothing flickers.
 *
 * @param key tells one question from another; nothing is asked where it is undefined
 */
export function useAnswer<T>(key: string | undefined, ask: () => Promise<Result<T>>): Result<T> | undefined {
  const [answer, setAnswer] = useState<Result<T>>()
  // The key stands for all that the question is made of.
  const askNow = useEffectEvent(ask)
  useEffect(() => {
    if (key === undefined) return
    let isCurrent = true
    void attempt(askNow()).then((said) => isCurrent && setAnswer(said))
    return () => {
      isCurrent = false
    }
  }, [key])
  return answer
}
