import { ImagePlus } from 'lucide-react'
import { useRef } from 'react'
import { useT } from '../i18n/locale.ts'
import { addFiles } from '../store/try.ts'
import { Button } from '../ui/Button.tsx'

/** Opens the system's own choice of files, in either shell. */
export function ChooseImages({ size }: { size?: 'small' }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size={size} onClick={() => input.current!.click()}>
        <ImagePlus size={15} aria-hidden />
        {t({ en: 'Choose images …', zh: '选择图像……' })}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*,.bmp,.tif,.tiff,.avif"
        multiple
        hidden
        onChange={({ target }) => {
          void addFiles([...(target.files ?? [])])
          // The same file may be chosen once more.
          target.value = ''
        }}
      />
    </>
  )
}
