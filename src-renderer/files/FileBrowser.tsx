import { ArrowUp, File, Folder } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import type { PathRequest } from '../store/files.ts'
import { Button } from '../ui/Button.tsx'
import { fileName, folderOf, resolvePath, withExtension } from './paths.ts'
import type { Entry } from './use-folder.ts'
import { useFolder } from './use-folder.ts'

const confirmLabels: Record<PathRequest['mode'], Text> = {
  open: { en: 'Open', zh: '打开' },
  'open-folder': { en: 'Choose', zh: '选择' },
  save: { en: 'Save', zh: '保存' },
  'save-folder': { en: 'Save', zh: '保存' },
}

interface Props {
  request: PathRequest
  directory: string
  onAnswer(path: string | null): void
}

/** Our own file dialog, for the browser shell: the folders of the computer that Layerloom runs on. */
export function FileBrowser({ request, directory, onAnswer }: Props) {
  const t = useT()
  const { folder, failure, setFailure, go } = useFolder(directory)
  // A path can be typed and entered before the list of the folder has come.
  const place = folder?.path ?? directory
  const [typed, setTyped] = useState(request.suggestedName ?? '')
  /** A file that is already there; saving it once more replaces it. */
  const [occupied, setOccupied] = useState<string>()
  const list = useRef<HTMLUListElement>(null)
  /** A person walks the list by keyboard: the next folder's first entry gets the focus, which its own entry loses. */
  const walking = useRef(false)
  const saving = request.mode === 'save' || request.mode === 'save-folder'
  /** Without a name, the folder that is shown is the one. */
  const pointing = request.mode === 'open-folder'
  const { extensions } = request
  const entries = (folder?.entries ?? []).filter(
    (entry) => entry.kind === 'folder' || (!pointing && (extensions?.some((end) => endsWith(entry.name, end)) ?? true)),
  )

  const goTo = async (path: string) => {
    setOccupied(undefined)
    walking.current = list.current?.contains(document.activeElement) ?? false
    if ((await go(path)) && !saving) setTyped((now) => (now === typed ? '' : now))
  }
  useEffect(() => {
    if (walking.current) list.current?.querySelector<HTMLElement>('[role=option]')?.focus()
    walking.current = false
  }, [folder])

  const choose = (entry: Entry) => {
    if (entry.kind === 'folder') return void goTo(entry.path)
    if (saving) setTyped(entry.name)
    else onAnswer(entry.path)
  }

  const submit = async () => {
    const text = typed.trim()
    if (text === '') return pointing ? onAnswer(place) : undefined
    const target = resolvePath(place, text)
    const asFolder = await attempt(main.listFolder({ path: target }))
    // A folder that was typed is gone into; a folder to be written may be there already, and the main side looks into it.
    if (pointing) return asFolder.ok ? onAnswer(target) : setFailure(asFolder.failure)
    if (asFolder.ok && request.mode !== 'save-folder') {
      if (saving) setTyped(request.suggestedName ?? '')
      return goTo(target)
    }
    if (!saving) return onAnswer(target)
    const path = withExtension(target, extensions?.[0])
    const refusal = await whyNotThere(path, occupied)
    if (refusal === 'occupied') setOccupied(path)
    else if (refusal) setFailure(refusal)
    else onAnswer(path)
  }

  return (
    <form
      className="file-browser"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="file-place">
        <Button
          variant="quiet"
          type="button"
          disabled={!folder?.parent}
          onClick={() => folder?.parent && void goTo(folder.parent)}
          aria-label={t({ en: 'Folder above', zh: '上一级文件夹' })}
          title={t({ en: 'Folder above', zh: '上一级文件夹' })}
        >
          <ArrowUp size={16} />
        </Button>
        <output className="file-path" title={place}>
          {place}
        </output>
      </div>

      <ul
        ref={list}
        className="file-list"
        role="listbox"
        aria-label={folder?.path}
        onKeyDown={(event) => moveInList(event, () => folder?.parent && void goTo(folder.parent))}
      >
        {entries.map((entry, i) => (
          <li
            key={entry.path}
            role="option"
            aria-selected={entry.name === typed}
            tabIndex={i === 0 ? 0 : -1}
            onClick={() => setTyped(entry.kind === 'file' || pointing ? entry.name : typed)}
            onDoubleClick={() => choose(entry)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              choose(entry)
            }}
          >
            {entry.kind === 'folder' ? <Folder size={16} /> : <File size={16} />}
            <span>{entry.name}</span>
          </li>
        ))}
        {folder && entries.length === 0 && (
          <li className="file-none">
            {pointing
              ? t({ en: 'No folders in this one.', zh: '此处没有文件夹。' })
              : extensions
                ? t(noneOf(extensions))
                : t({ en: 'This folder is empty.', zh: '此文件夹为空。' })}
          </li>
        )}
      </ul>

      <label className="file-name">
        <span>
          {saving
            ? t({ en: 'Name', zh: '名称' })
            : pointing
              ? t({ en: 'Folder or path', zh: '文件夹或路径' })
              : t({ en: 'File or path', zh: '文件或路径' })}
        </span>
        <input
          autoFocus
          value={typed}
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value)
            setOccupied(undefined)
          }}
        />
      </label>

      <p className="file-said" role="status">
        {occupied
          ? t({
              en: `“${fileName(occupied)}” is already there. Replacing it loses what it holds now.`,
              zh: `“${fileName(occupied)}”已存在。替换后，其中现有的内容将会丢失。`,
            })
          : failure &&
            [failure.message, failure.advice]
              .filter((text) => text !== undefined)
              .map(t)
              .join(' ')}
      </p>

      <div className="dialog-buttons">
        <Button type="button" onClick={() => onAnswer(null)}>
          {t({ en: 'Cancel', zh: '取消' })}
        </Button>
        <Button variant={occupied ? 'danger' : 'primary'} type="submit" disabled={typed.trim() === '' && !pointing}>
          {occupied ? t({ en: 'Replace', zh: '替换' }) : t(confirmLabels[request.mode])}
        </Button>
      </div>
    </form>
  )
}

const endsWith = (name: string, extension: string) => name.toLowerCase().endsWith(`.${extension}`)

function noneOf(extensions: readonly string[]): Text {
  const ends = extensions.map((extension) => `.${extension}`)
  return {
    en: `No folders here, and no files that end in ${ends.join(', ')}.`,
    zh: `此处没有文件夹，也没有 ${ends.join('、')} 文件。`,
  }
}

/** Looks at the folder that a file is to go to: it must be there, and what is there must not be replaced unasked. */
async function whyNotThere(path: string, agreed: string | undefined): Promise<Failure | 'occupied' | undefined> {
  const place = await attempt(main.listFolder({ path: folderOf(path) }))
  if (!place.ok) return place.failure
  const taken = place.value.entries.some((entry) => entry.kind === 'file' && entry.name === fileName(path))
  return taken && agreed !== path ? 'occupied' : undefined
}

/** Arrows, Home and End walk the list; Backspace goes a folder up. */
function moveInList(event: KeyboardEvent<HTMLElement>, goUp: () => void) {
  if (event.key === 'Backspace') return goUp()
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=option]')]
  const at = options.indexOf(document.activeElement as HTMLElement)
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }
  const next = steps[event.key]
  if (next === undefined) return
  event.preventDefault()
  options[Math.max(0, Math.min(options.length - 1, next))]?.focus()
}
