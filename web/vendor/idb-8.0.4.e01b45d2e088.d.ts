/** The little of idb that device/store.js uses; for the type checker only. */
export interface Store {
  getAll(): Promise<any[]>
  getAllKeys(): Promise<IDBValidKey[]>
  put(value: unknown, key?: string): Promise<IDBValidKey>
  delete(key: string): Promise<void>
}

export interface Transaction {
  store: Store
  objectStore(name: string): Store
  done: Promise<void>
  commit(): void
}

export interface Database {
  objectStoreNames: DOMStringList
  close(): void
  getAll(store: string): Promise<any[]>
  transaction(
    stores: string | string[],
    mode?: IDBTransactionMode,
    options?: IDBTransactionOptions,
  ): Transaction
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
