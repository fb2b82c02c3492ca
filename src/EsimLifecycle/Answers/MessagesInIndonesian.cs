using System.Collections.Frozen;
using System.Text;
using NodaTime.Text;

namespace EsimLifecycle;

/// <summary>Indonesian.</summary>
internal static class MessagesInIndonesian
{
    public static MessageLanguage Language { get; } = new()
    {
        Code = "id",
        RetryAt = " Anda dapat mencoba lagi mulai {retryAt}.",
        Moment = CompositeFormat.Parse("{0} pukul {1}"),
        Utc = " UTC",
        Line = CompositeFormat.Parse("{0}: {1}"),
        Share = CompositeFormat.Parse("{0} dari {1} {2}"),
        Time = LocalTimePattern.CreateWithInvariantCulture("HH'.'mm"),
        Comma = ", ",
        And = " dan ",
        LastAnd = ", dan ",
        Nothing = "tidak ada",
        NotGiven = "(tidak diisi)",
        Texts = new Dictionary<string, string>
        {
            [RefusalCode.StatusNotPermitted] = "Selama langganan berstatus {status}, {command} tidak dapat dilakukan.",
            [RefusalCode.SubscriptionNotOpened] =
                "Langganan belum ada, sehingga {command} tidak dapat dilakukan. Silakan buka langganan terlebih dahulu.",
            [RefusalCode.SubscriptionAlreadyOpened] = "Langganan {subscription} sudah ada. Silakan gunakan ID lain untuk langganan baru.",
            [RefusalCode.SubscriptionClosed] =
                "Langganan ini telah ditutup pada {closedAt} ({reason}). Silakan buka langganan baru untuk melanjutkan.",
            [RefusalCode.TimeBeforeHistory] =
                "Permintaan ini bertanggal {now}, sedangkan perubahan terakhir terjadi pada {historyEnd}. "
                + "Silakan periksa tanggal dan waktu pada sistem pengirim.",
            [RefusalCode.CommandIdReused] =
                "ID permintaan {commandId} sudah digunakan untuk hal lain. Silakan kirim sebagai permintaan baru.",
            [RefusalCode.CommandMalformed] = "{property} tidak ada atau tidak dapat dibaca. Seharusnya: {expected}. Silakan periksa sistem pengirim.",
            [RefusalCode.RoleNotPermitted] = "Langkah ini, {command}, tidak tersedia untuk {role}; hanya untuk {allowed}.",
            [RefusalCode.ChannelNotAccepted] = "Permintaan melalui {channel} tidak diterima. Saluran yang tersedia: {accepted}.",
            [RefusalCode.IdentityTooWeak] =
                "Silakan verifikasi identitas Anda terlebih dahulu: "
                + "tingkat yang diperlukan \"{needed}\", tingkat Anda saat ini \"{identity}\".",
            [RefusalCode.PlanNotOffered] = "Paket {plan} tidak tersedia. Paket yang tersedia: {offered}.",
            [RefusalCode.CurrencyMismatch] = "Mata uang untuk jumlah {amount} tidak sesuai. Silakan gunakan {currency}.",
            [RefusalCode.AmountOutOfRange] =
                "Jumlah {amount} tidak dapat diterima. Silakan masukkan jumlah lebih dari nol dan paling banyak {largest}.",
            [RefusalCode.ActivationUnpaid] =
                "Periode pertama belum lunas: {paid} dari {price} telah diterima. Silakan bayar terlebih dahulu, lalu aktifkan.",
            [RefusalCode.ImportDates] =
                "Tanggal-tanggal ini tidak saling cocok atau tidak dapat diimpor saat ini: "
                + "diaktifkan {activatedOn}, dibayar dari {paidFrom} sampai {paidUntil}. Silakan periksa kembali.",
            [RefusalCode.ImportDuplicateDevice] =
                "Perangkat {device} tercantum dua kali. Silakan cantumkan setiap perangkat satu kali saja.",
            [RefusalCode.RenewalMethod] = "Metode pembayaran ini tidak diterima: {method}. Metode yang tersedia: {accepted}.",
            [RefusalCode.RenewalWhileCancelling] =
                "Selama pembatalan diproses, {command} tidak dapat dilakukan. Silakan tarik pengajuan pembatalan terlebih dahulu.",
            [RefusalCode.RenewalTooFarAhead] =
                "Semua periode sebelum {paidUntil} sudah dibayar, dan periode berikutnya belum dapat dibayar di muka.",
            [RefusalCode.RenewalByTopUp] = "Masa aktif paket {plan} diperpanjang dengan isi ulang. Silakan isi ulang saldo Anda.",
            [RefusalCode.BalanceTooLow] =
                "Saldo tidak mencukupi: harganya {price}, sedangkan saldo yang tersedia {balance}. "
                + "Silakan isi ulang terlebih dahulu atau pilih metode pembayaran lain.",
            [RefusalCode.ChargeInFlight] = "Pembayaran sebelumnya masih diproses. Silakan tunggu hasilnya.",
            [RefusalCode.ProvisioningPending] =
                "Pembelian terakhir Anda masih dalam proses pengaktifan. Silakan coba lagi setelah dikonfirmasi.",
            [RefusalCode.PlanUnchanged] = "Paket {plan} sudah dipilih. Silakan pilih paket lain.",
            [RefusalCode.PackNotOffered] = "Paket tambahan {pack} tidak tersedia. Paket tambahan yang tersedia: {offered}.",
            [RefusalCode.PromotionUnknown] = "Promo {promotion} tidak ditemukan. Silakan periksa kodenya.",
            [RefusalCode.PromotionNotValid] = "Promo {promotion} sedang tidak berlaku.",
            [RefusalCode.PromotionUsed] = "Promo {promotion} sudah pernah digunakan untuk langganan ini.",
            [RefusalCode.PromotionNotStackable] =
                "Promo {promotion} tidak dapat digabungkan dengan {other}. Silakan gunakan setelah {other} berakhir.",
            [RefusalCode.TermsDate] = "Ketentuan baru dapat berlaku dari {earliest} sampai {latest}. Silakan pilih tanggal di antaranya.",
            [RefusalCode.SuspensionHolderNotAllowed] = "Penangguhan langganan {holder} tidak tersedia untuk {role}.",
            [RefusalCode.SuspensionHeld] =
                "Langganan ini ditangguhkan {holder} dan tidak dapat dipulihkan oleh {role}. Silakan hubungi layanan pelanggan.",
            [RefusalCode.CancellationAlreadyOpen] = "Pembatalan sudah diajukan pada {requestedAt}; statusnya {status}.",
            [RefusalCode.CancellationNotOpen] = "Belum ada pengajuan pembatalan, sehingga {command} tidak dapat dilakukan.",
            [RefusalCode.CancellationTooSoon] =
                "Pengajuan pembatalan terakhir Anda berakhir pada {endedAt}. Pengajuan berikutnya belum dapat diterima.",
            [RefusalCode.CancellationTooMany] = "Batas pengajuan pembatalan telah tercapai ({max} kali dalam {days} hari).",
            [RefusalCode.CancellationCommitment] = "Masa kontrak minimum Anda belum berakhir.",
            [RefusalCode.CancellationTiming] = "Pembatalan {timing} tidak tersedia. Pilihan yang tersedia: {offered}.",
            [RefusalCode.CancellationNoPaidTerm] =
                "Saat ini tidak ada periode yang sudah dibayar, sehingga pembatalan {timing} tidak dapat dilakukan. "
                + "Silakan pilih waktu lain.",
            [RefusalCode.CancellationDate] = "Silakan pilih tanggal dari {earliest} sampai {latest}.",
            [RefusalCode.CancellationNotice] =
                "Pembatalan harus diajukan lebih awal: masa yang sudah dibayar berakhir pada {paidUntil}, sedangkan layanan paling cepat dapat diakhiri pada {earliest}.",
            [RefusalCode.CancellationNoTermsChange] =
                "Ketentuan Anda tidak berubah, atau waktu untuk berhenti karena perubahan itu sudah berakhir. Silakan pilih alasan lain.",
            [RefusalCode.CancellationNoteMissing] = "Silakan tambahkan catatan yang menjelaskan alasan Anda berhenti berlangganan.",
            [RefusalCode.CancellationFraudHold] =
                "Langganan ini ditahan selama dugaan penipuan diselidiki dan belum dapat dibatalkan. Silakan hubungi layanan pelanggan.",
            [RefusalCode.CancellationSettled] =
                "Perhitungan akhir telah dilakukan pada {settledAt}, sehingga pengajuan pembatalan tidak dapat ditarik lagi.",
            [RefusalCode.RefundNotHeld] = "Tidak ada pengembalian dana yang ditahan.",
            [RefusalCode.RefundNotOpen] = "Tidak ada pengembalian dana tertunda yang cara pembayarannya dapat diubah.",
            [RefusalCode.TransferNotOffered] = "Pemindahan saldo ke pihak lain tidak tersedia. Saldo dapat dikembalikan.",
            [RefusalCode.TransferTarget] = "Sebutkan langganan atau akun lain yang akan menerima saldo.",
            [RefusalCode.TransferConsent] = "Pemilik {to} harus menyetujui penerimaan saldo terlebih dahulu.",
            [RefusalCode.TransferConflict] = "Pemindahan {transfer} sudah diterima, sebesar {amount}.",
            [RefusalCode.DuesNone] = "Tidak ada tunggakan.",
            [RefusalCode.ContactMissing] =
                "Belum ada kontak yang terdaftar. Silakan berikan kontak agar Anda dapat menerima pemberitahuan.",
            [RefusalCode.DocumentMissing] = "Belum ada dokumen yang dipilih. Silakan tambahkan sedikitnya satu dokumen.",
            [RefusalCode.DocumentNotAsked] = "Dokumen ini tidak diperlukan: {document}. Yang masih diperlukan: {asked}.",
            [RefusalCode.DocumentConflict] =
                "Dokumen {reference} sudah diserahkan sebagai jenis dokumen lain. Silakan serahkan dengan referensi baru.",
            [RefusalCode.DocumentNotYetReceived] =
                "Dokumen {reference} tercatat diterima pada {receivedAt}, padahal waktu itu belum tiba. Silakan periksa tanggalnya.",
            [RefusalCode.DocumentUnknown] = "Tidak ada dokumen {reference} yang diserahkan. Silakan periksa referensinya.",
            [RefusalCode.DocumentNotAccepted] =
                "Dokumen berikut tidak diterima: {documents}. Silakan minta dokumen lain atau tolak pembatalan ini.",
            [RefusalCode.ReviewOwnRequest] =
                "Anda sendiri yang mengajukan pembatalan ini, sehingga peninjauan harus dilakukan oleh orang lain.",
            [RefusalCode.ReviewAnonymous] =
                "Peninjauan harus dilakukan oleh peninjau yang dikenal. Silakan masuk dengan akun Anda sendiri.",
            [RefusalCode.SupplementRoundsUsed] =
                "Dokumen tambahan tidak dapat diminta lagi (batas: {rounds} kali). Silakan setujui atau tolak pembatalan ini.",
            [RefusalCode.DeviceStillBound] = "Silakan lepaskan semua perangkat terlebih dahulu. Yang masih tertaut: {devices}.",
            [RefusalCode.DeviceNotBound] = "Perangkat {device} tidak tertaut ke langganan ini. Silakan periksa EID-nya.",
            [RefusalCode.DeviceLimit] = "Batas jumlah perangkat telah tercapai ({max}). Silakan lepaskan satu perangkat terlebih dahulu.",
            [RefusalCode.DeviceWhileCancelling] =
                "Perangkat {device} tidak dapat ditautkan selama pembatalan diproses. "
                + "Silakan tarik pengajuan pembatalan terlebih dahulu.",
            [RefusalCode.DeviceUnbindRequested] = "Perangkat {device} sedang dilepaskan. Silakan tautkan kembali setelah selesai.",
            [RefusalCode.DeviceTooManyChanges] = "Batas perubahan perangkat telah tercapai: {max} kali dalam setiap periode {days} hari.",
            [RefusalCode.ProfileDeletionForbidden] = "Profil eSIM di perangkat {device} tidak dapat dinonaktifkan atau dihapus. Silakan hubungi layanan pelanggan.",
        }.ToFrozenDictionary(),
        Checklist = new Dictionary<ChecklistItemKind, string>
        {
            [ChecklistItemKind.BackUpData] = "Cadangkan data yang hanya ada di eSIM ini atau terkait nomor ini.",
            [ChecklistItemKind.PortNumberFirst] = "Jika ingin mempertahankan nomor, pindahkan dahulu ke operator lain.",
            [ChecklistItemKind.NumberLost] = "Nomor akan hilang untuk selamanya.",
            [ChecklistItemKind.UnbindDevices] = "Lepaskan perangkat berikut: {devices}.",
            [ChecklistItemKind.Balance] = "Saldo Anda {amount}.",
            [ChecklistItemKind.FreeCreditLapses] = "Saldo bonus {amount} akan hangus.",
            [ChecklistItemKind.SubmitDocuments] = "Serahkan: {documents}.",
            [ChecklistItemKind.Review] = "Permohonan akan ditinjau.",
            [ChecklistItemKind.TakenBackUntil] = "Anda dapat menarik permohonan hingga {at}.",
            [ChecklistItemKind.ServiceEnds] = "Layanan berakhir pada {at}.",
            [ChecklistItemKind.Costs] = "Biaya berhenti {amount}.",
            [ChecklistItemKind.Refund] = "Anda menerima kembali {amount}.",
            [ChecklistItemKind.Transfer] = "{amount} akan dipindahkan ke tujuan pilihan Anda.",
            [ChecklistItemKind.NotPaidOut] = "{amount} tidak akan dibayarkan.",
            [ChecklistItemKind.ToPay] = "Anda harus membayar {amount} sebelum penutupan.",
            [ChecklistItemKind.NothingComesBack] = "Tidak ada dana yang dikembalikan.",
            [ChecklistItemKind.CannotBeRestored] = "Setelah ditutup, tidak ada yang dapat dipulihkan.",
        }.ToFrozenDictionary(),
        Lines = new Dictionary<SettlementRule, string>
        {
            [SettlementRule.Whole] = "",
            [SettlementRule.NotBegun] = "{basis}, layanan belum dimulai",
            [SettlementRule.Prorated] = "{share} dari {basis}",
            [SettlementRule.WorthNothing] = "{basis}, tidak dikembalikan",
            [SettlementRule.NeverUsed] = "{basis}, belum pernah dipakai",
            [SettlementRule.CoolingOff] = "{share} dari {basis}, dibatalkan dalam masa pertimbangan",
            [SettlementRule.Fixed] = "",
            [SettlementRule.ShareOfRemaining] = "{share} dari {basis} untuk sisa masa kontrak",
            [SettlementRule.Declining] = "{share} dari {basis}",
            [SettlementRule.ForfeitedByReason] = "{basis}, hangus",
            [SettlementRule.BelowLeast] = "{basis}, di bawah jumlah minimum pengembalian",
            [SettlementRule.CustomersChoice] = "{basis}, dilepas atas pilihan Anda",
        }.ToFrozenDictionary(),
        Words = new Dictionary<Enum, string>
        {
            // "Selama langganan berstatus …"
            [SubscriptionStatus.None] = "belum dibuka",
            [SubscriptionStatus.Pending] = "menunggu aktivasi",
            [SubscriptionStatus.Active] = "aktif",
            [SubscriptionStatus.Grace] = "masa tenggang",
            [SubscriptionStatus.Suspended] = "ditangguhkan",
            [SubscriptionStatus.AwaitingDocuments] = "menunggu dokumen",
            [SubscriptionStatus.UnderReview] = "dalam peninjauan",
            [SubscriptionStatus.AwaitingSupplement] = "menunggu dokumen tambahan",
            [SubscriptionStatus.Clearing] = "dalam penyelesaian akhir",
            [SubscriptionStatus.Closed] = "ditutup",
            [SubscriptionStatus.InForce] = "berlaku",
            [SubscriptionStatus.PendingCancel] = "dalam proses pembatalan",

            // "… tidak dapat dilakukan."
            [CommandKind.OpenSubscription] = "pembukaan langganan",
            [CommandKind.ImportSubscription] = "impor langganan",
            [CommandKind.Activate] = "aktivasi",
            [CommandKind.Suspend] = "penangguhan",
            [CommandKind.Resume] = "pemulihan layanan",
            [CommandKind.Terminate] = "penghentian langganan",
            [CommandKind.UpdateContact] = "perubahan kontak",
            [CommandKind.RecordPayment] = "pencatatan pembayaran",
            [CommandKind.Renew] = "perpanjangan",
            [CommandKind.TopUp] = "isi ulang saldo",
            [CommandKind.ChangePlan] = "penggantian paket",
            [CommandKind.BuyPack] = "pembelian paket tambahan",
            [CommandKind.SetAutoRenewal] = "pengaturan perpanjangan otomatis",
            [CommandKind.ApplyPromotion] = "penggunaan promo",
            [CommandKind.GrantCredit] = "pemberian saldo bonus",
            [CommandKind.RecordUsage] = "pencatatan pemakaian",
            [CommandKind.ReportProvisioning] = "pelaporan hasil provisioning",
            [CommandKind.ReportChargeback] = "pelaporan chargeback",
            [CommandKind.AnnounceTermsChange] = "pengumuman ketentuan baru",
            [CommandKind.PayDues] = "pelunasan tagihan",
            [CommandKind.RequestCancellation] = "pengajuan pembatalan",
            [CommandKind.SubmitDocuments] = "penyerahan dokumen",
            [CommandKind.RequestSupplement] = "permintaan dokumen tambahan",
            [CommandKind.ApproveCancellation] = "persetujuan pembatalan",
            [CommandKind.RejectCancellation] = "penolakan pembatalan",
            [CommandKind.WithdrawCancellation] = "penarikan pengajuan pembatalan",
            [CommandKind.JudgeDocument] = "penilaian dokumen",
            [CommandKind.RecordRefund] = "pencatatan pengembalian dana",
            [CommandKind.ReleaseRefund] = "pelepasan dana yang ditahan",
            [CommandKind.ChooseBalanceDisposition] = "pilihan penggunaan saldo",
            [CommandKind.RecordTransfer] = "pencatatan pemindahan saldo",
            [CommandKind.ReceiveTransfer] = "penerimaan saldo",
            [CommandKind.WriteOff] = "penghapusan tunggakan",
            [CommandKind.BindDevice] = "penautan perangkat",
            [CommandKind.UnbindDevice] = "pelepasan perangkat",
            [CommandKind.ReplaceDevice] = "penggantian perangkat",
            [CommandKind.ReportDeviceLost] = "pelaporan perangkat hilang",
            [CommandKind.AttestUnbound] = "pengesahan pelepasan perangkat",
            [CommandKind.ReportProfile] = "pelaporan status profil",

            [Role.Customer] = "pelanggan",
            [Role.Agent] = "petugas layanan",
            [Role.Reviewer] = "peninjau",
            [Role.Carrier] = "operator",
            [Role.System] = "sistem otomatis",

            // "Permintaan melalui …"
            [Channel.Unknown] = "saluran tidak dikenal",
            [Channel.App] = "aplikasi",
            [Channel.Web] = "situs web",
            [Channel.Hotline] = "hotline",
            [Channel.Shop] = "gerai",
            [Channel.Email] = "email",
            [Channel.Post] = "surat pos",
            [Channel.Sms] = "SMS",
            [Channel.Api] = "sistem mitra",

            [IdentityAssurance.None] = "belum diverifikasi",
            [IdentityAssurance.Low] = "rendah",
            [IdentityAssurance.Substantial] = "menengah",
            [IdentityAssurance.High] = "tinggi",

            // "Langganan ini telah ditutup (…)."
            [ClosedReason.CustomerCancelled] = "dibatalkan oleh pelanggan",
            [ClosedReason.WithdrawnInCoolingOff] = "dibatalkan dalam masa pertimbangan",
            [ClosedReason.Expired] = "masa berlaku habis",
            [ClosedReason.Revoked] = "dicabut oleh operator",
            [ClosedReason.PortedOut] = "nomor pindah ke operator lain",
            [ClosedReason.Regulatory] = "perintah regulator",
            [ClosedReason.Fraud] = "penyalahgunaan",

            // "Langganan ini ditangguhkan …"
            [SuspensionHolder.Customer] = "atas permintaan pelanggan",
            [SuspensionHolder.Carrier] = "atas kebijakan operator",
            [SuspensionHolder.NonPayment] = "karena tunggakan",
            [SuspensionHolder.Fraud] = "karena dugaan penipuan",
            [SuspensionHolder.Regulator] = "atas perintah regulator",

            // "Pembatalan …"
            [CancellationTiming.Immediate] = "seketika",
            [CancellationTiming.EndOfTerm] = "pada akhir periode yang sudah dibayar",
            [CancellationTiming.OnDate] = "pada tanggal pilihan",

            // "Metode yang tersedia: …"
            [PaymentMethod.Card] = "kartu",
            [PaymentMethod.PayPal] = "PayPal",
            [PaymentMethod.BankTransfer] = "transfer bank",
            [PaymentMethod.EWallet] = "dompet elektronik",
            [PaymentMethod.Balance] = "saldo",

            [DocumentKind.ProofOfIdentity] = "bukti identitas",
            [DocumentKind.ProofOfNumber] = "bukti kepemilikan nomor",
            [DocumentKind.ProofOfAddress] = "bukti alamat",
            [DocumentKind.Contract] = "kontrak",
            [DocumentKind.DeviceEvidence] = "bukti perangkat hilang atau rusak",
            [DocumentKind.PowerOfAttorney] = "surat kuasa",
            [DocumentKind.Explanation] = "keterangan tertulis",

            [SettlementLineKind.UnusedPeriod] = "Sisa periode yang belum dipakai",
            [SettlementLineKind.UnusedPack] = "Sisa paket tambahan",
            [SettlementLineKind.Wallet] = "Saldo",
            [SettlementLineKind.PromotionalLapsed] = "Saldo bonus",
            [SettlementLineKind.EarlyTerminationFee] = "Biaya penghentian dini",
            [SettlementLineKind.CancellationFee] = "Biaya pembatalan",
            [SettlementLineKind.Dues] = "Tunggakan",
            [SettlementLineKind.Forfeited] = "Tidak dibayarkan",

            [SettlementUnit.Days] = "hari",
            [SettlementUnit.Bytes] = "MB",
            [SettlementUnit.Months] = "bulan",
            [SettlementUnit.Percent] = "%",
        }.ToFrozenDictionary(),
    };
}
