import { FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { main } from '../bridge/main.ts'
import { fileName } from '../files/paths.ts'
import { Choice } from '../forms/Choice.tsx'
import { useT } from '../i18n/locale.ts'
import { distinctTitles } from '../runs/titles.ts'
import { choosePath } from '../store/files.ts'
import { useRuns } from '../store/runs.ts'
import { Button } from '../ui/Button.tsx'

/** The weights to choose from: runs, what keras.applications has downloaded, and any other file. */
export function Sources({ from, onChoose }: { from: string | undefined; onChoose(from: string): void }) {
  const t = useT()
  const runs = useRuns(({ runs }) => runs)?.filter(({ exportable }) => exportable) ?? []
  const titles = distinctTitles(runs)
  const downloads = useDownloads()
  const choices = [
    ...runs.map(({ id }, at) => ({ value: id, label: titles[at]! })),
    ...downloads.map((path) => ({ value: path, label: fileName(path) })),
  ]
  const isListed = choices.some(({ value }) => value === from)
  const browse = async () => {
    const title = { en: 'Choose weights', zh: '选择权重文件' }
    const path = await choosePath({ mode: 'open', title, extensions: ['h5', 'hdf5', 'keras'] }, t(title))
    if (path !== null) onChoose(path)
  }
  const none = from === undefined ? t({ en: 'Choose a run or a file', zh: '选择训练记录或文件' }) : fileName(from)
  return (
    <div className="start-sources">
      <Choice
        aria-label={t({ en: 'Weights', zh: '权重' })}
        value={from ?? ''}
        choices={choices}
        other={isListed ? undefined : none}
        onChoose={onChoose}
      />
      <Button onClick={() => void browse()}>
        <FolderOpen size={16} aria-hidden /> {t({ en: 'File …', zh: '文件……' })}
      </Button>
    </div>
  )
}

/** Paths of what keras.applications has downloaded; none until it is known. */
function useDownloads(): readonly string[] {
  const [downloads, setDownloads] = useState<readonly string[]>([])
  useEffect(() => {
    let isCurrent = true
    main.kerasDownloads({}).then(
      (paths) => isCurrent && setDownloads(paths),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [])
  return downloads
}
