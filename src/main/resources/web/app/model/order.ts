export interface Order {
  _id: string;
  userId: string;
  paymentId?: string;
  invoiceId?: string;
  status: string;
  total: number;
  createdAt: string;
}
