/** The little of idb that device/store.js uses; for the type checker only. */
export interface Store {
  getAll(): Promise<any[]>
  getAllKeys(): Promise<IDBValidKey[]>
}

export interface Database {
  objectStoreNames: DOMStringList
  close(): void
  getAll(store: string): Promise<any[]>
  put(store: string, value: unknown, key?: string): Promise<IDBValidKey>
  delete(store: string, key: string): Promise<void>
  transaction(store: string): { store: Store }
  createObjectStore(store: string, options?: IDBObjectStoreParameters): unknown
}

export function openDB(
  name: string,
  version: number,
  callbacks: {
    upgrade(database: Database): void
    blocking?(held: number, wanted: number | null, event: Event): void
  },
): Promise<Database>
