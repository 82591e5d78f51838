// <div class="upload" data-upload="/nominations/12/files" data-max="209715200" data-accept=".pdf,.docx">: files go up one by one, with progress,
// while the rest of the form is filled in. Without scripts the input sends them with the form.
// The server answers 200 {"id","name","size"} or 4xx {"title"} (a sentence). Each stored file leaves a hidden input named data-name; where the server keeps
// it at once, data-remove="/nominations/12/files/{id}/remove" is posted when it is taken off the list again.
interface Stored { id: string | number; name: string; size: number }

export const size = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

/** Off the list, and off the server where it was kept at once; the item stays when the server did not hear of it. */
async function takeOff(box: HTMLElement, id: string, token: string | undefined, item: HTMLLIElement): Promise<void> {
  if (box.dataset.remove) {
    try {
      const answer = await fetch(box.dataset.remove.replace('{id}', id), { method: 'POST', headers: token ? { 'X-Form-Token': token } : {}, redirect: 'manual' });
      if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error(String(answer.status));
    } catch {
      item.querySelector('small')!.textContent = '没有去掉，请刷新页面再试';
      return;
    }
  }
  item.remove();
}

function send(box: HTMLElement, file: File, item: HTMLLIElement): Promise<void> {
  const bar = Object.assign(document.createElement('progress'), { className: 'bar', max: 100, value: 0 });
  bar.setAttribute('aria-label', `${file.name} 上传进度`);
  const state = Object.assign(document.createElement('small'), { textContent: '等待上传' });
  const act = Object.assign(document.createElement('button'), { type: 'button', className: 'text-btn', textContent: '取消' });
  act.setAttribute('aria-label', `取消 ${file.name}`);
  item.replaceChildren(Object.assign(document.createElement('span'), { textContent: file.name }), state, act, bar);
  const fail = (text: string, again: boolean) => {
    bar.remove();
    state.textContent = '没有传上去';
    const why = Object.assign(document.createElement('span'), { className: 'field-error', textContent: text });
    why.setAttribute('role', 'alert');
    item.append(why);
    act.textContent = again ? '再传一次' : '去掉';
    act.setAttribute('aria-label', `${act.textContent} ${file.name}`);
    act.onclick = () => (again ? void send(box, file, item) : item.remove());
  };
  const max = Number(box.dataset.max ?? Infinity);
  if (file.size > max) {
    fail(`文件有 ${size(file.size)}，超过 ${size(max)} 的上限，请压缩后再传。`, false);
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file);
    const token = box.closest('form')?.querySelector<HTMLInputElement>('input[name="__RequestVerificationToken"]')?.value;
    request.open('POST', box.dataset.upload!);
    request.responseType = 'json';
    if (token) request.setRequestHeader('X-Form-Token', token);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = e => {
      if (!e.lengthComputable) return;
      bar.value = (e.loaded / e.total) * 100;
      state.textContent = e.loaded < e.total ? `${Math.floor(bar.value)}%` : '正在核对';
    };
    act.onclick = () => request.abort();
    request.onabort = () => item.remove();
    request.onerror = () => fail('网络断开了，文件没有传完。', true);
    request.onload = () => {
      const answer = request.response as (Stored & { title?: string }) | null;
      if (request.status !== 200 || !answer) return fail(answer?.title ?? `服务器没有收下（${request.status}）。`, request.status >= 500);
      bar.remove();
      state.textContent = size(answer.size);
      const id = Object.assign(document.createElement('input'), { type: 'hidden', name: box.dataset.name ?? 'Files', value: String(answer.id) });
      act.textContent = '去掉';
      act.setAttribute('aria-label', `去掉 ${file.name}`);
      act.onclick = () => void takeOff(box, String(answer.id), token, item);
      item.append(id);
    };
    request.onloadend = () => resolve();
    request.send(body);
  });
}

export function uploads(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-upload]')) {
    const input = box.querySelector<HTMLInputElement>('input[type="file"]');
    const list = box.querySelector<HTMLElement>('.files');
    if (!input || !list) continue;
    let queue = Promise.resolve();
    const take = (files: FileList | null) => {
      for (const file of files ?? []) {
        const item = document.createElement('li');
        item.textContent = file.name;
        list.append(item);
        queue = queue.then(() => send(box, file, item));
      }
    };
    input.addEventListener('change', () => {
      take(input.files);
      input.value = '';
    });
    box.addEventListener('dragover', e => {
      e.preventDefault();
      box.classList.add('is-over');
    });
    box.addEventListener('dragleave', () => box.classList.remove('is-over'));
    box.addEventListener('drop', e => {
      e.preventDefault();
      box.classList.remove('is-over');
      take(e.dataTransfer?.files ?? null);
    });
    list.addEventListener('click', e => {
      const button = (e.target as Element).closest('[data-remove]');
      button?.closest('li')?.remove();
    });
  }
}
