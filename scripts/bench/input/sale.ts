/** A sale as its file writes it: text of each field, dirt and all. */
export interface Sale {
  orderId: string;
  soldOn: string;
  region: string;
  product: string;
  quantity: string;
  unitPrice: string;
  discount: string;
  email: string;
  note: string;
  online: string;
  /** The record is broken off after `quantity`, or has a field too many. */
  shape: 'whole' | 'short' | 'long';
}
