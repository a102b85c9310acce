/** The little of idb that device/database.js uses; for the type checker only. */
export interface Store {
  keyPath: string | string[] | null
  getAll(): Promise<any[]>
  getAllKeys(): Promise<IDBValidKey[]>
  put(value: unknown, key?: IDBValidKey): Promise<IDBValidKey>
  delete(key: string): Promise<void>
  clear(): Promise<void>
}

export interface Transaction {
  store: Store
  objectStore(name: string): Store
  done: Promise<void>
  commit(): void
  abort(): void
}

export interface Database {
  version: number
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
  version?: number,
  callbacks?: {
    upgrade?(
      database: Database,
      held: number,
      wanted: number | null,
      transaction: Transaction,
    ): void
    blocking?(held: number, wanted: number | null, event: Event): void
    blocked?(held: number, wanted: number | null, event: Event): void
    terminated?(): void
  },
): Promise<Database>

export function deleteDB(
  name: string,
  callbacks?: { blocked?(held: number, event: Event): void },
): Promise<void>
