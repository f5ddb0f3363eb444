import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import type { FolderEntry } from '../../src-core/contract/contract.ts'
import type { Failure } from '../../src-core/result.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'

export type Entry = z.output<typeof FolderEntry>

export interface Folder {
  path: string
  parent: string | null
  entries: Entry[]
}

/** The folder that a person looks into. After a failure the last one stays in sight, with the sentence. */
export function useFolder(start: string) {
  const [folder, setFolder] = useState<Folder>()
  const [failure, setFailure] = useState<Failure>()

  const go = useCallback(async (path: string): Promise<boolean> => {
    const result = await attempt(main.listFolder({ path }))
    if (result.ok) setFolder(result.value)
    setFailure(result.ok ? undefined : result.failure)
    return result.ok
  }, [])

  useEffect(() => {
    let current = true
    void attempt(main.listFolder({ path: start })).then((result) => {
      if (!current) return
      if (result.ok) setFolder(result.value)
      else setFailure(result.failure)
    })
    return () => {
      current = false
    }
  }, [start])

  return { folder, failure, setFailure, go }
}
