using System.Globalization;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>What people read.</summary>
public class MessageSentencesTests
{
    private static readonly DateTimeZone Jakarta = DateTimeZoneProviders.Tzdb["Asia/Jakarta"];

    private static readonly Instant AtNine = Instant.FromUtc(2026, 3, 1, 9, 5);

    private static readonly Refusal TooSoon = Refusals.CancellationTooSoon(AtNine, retryAt: Instant.FromUtc(2026, 3, 30, 17, 0));

    private static readonly Refusal Unpaid = Refusals.ActivationUnpaid(price: Money.Parse("USD 1234.50"), paid: Money.Parse("USD 31.00"));

    private static readonly Refusal Dates = Refusals.CancellationDate(earliest: new LocalDate(2026, 2, 1), latest: new LocalDate(2026, 3, 31));

    [Theory]
    [InlineData(
        "en-US",
        "Please unbind every device first. Still bound: 89049032123451234512345678901235 and 89086030202200000022000023022943.")]
    [InlineData("zh-CN", "请先解绑所有设备。尚未解绑的设备：89049032123451234512345678901235 和 89086030202200000022000023022943。")]
    [InlineData(
        "id-ID",
        "Silakan lepaskan semua perangkat terlebih dahulu. Yang masih tertaut: "
        + "89049032123451234512345678901235 dan 89086030202200000022000023022943.")]
    public void Devices_that_are_still_bound_are_all_named(string culture, string expected) =>
        With(UnbindingFirst).Activated().Bound(Phone, Watch).Requested().ThenRefused(RefusalCode.DeviceStillBound)
            .Last.Refusals[0].Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData(
        "en-US",
        "Your last cancellation request ended on Sunday, March 1, 2026 at 09:05 UTC. It is too soon for another one. "
        + "You can try again from Monday, March 30, 2026 at 17:00 UTC.")]
    [InlineData(
        "en-GB",
        "Your last cancellation request ended on Sunday, 1 March 2026 at 09:05 UTC. It is too soon for another one. "
        + "You can try again from Monday, 30 March 2026 at 17:00 UTC.")]
    [InlineData("zh-CN", "您的上一次注销申请已于2026年3月1日星期日 09:05（UTC）终止，暂时不能再次申请。2026年3月30日星期一 17:00（UTC）起可再次办理。")]
    [InlineData(
        "id-ID",
        "Pengajuan pembatalan terakhir Anda berakhir pada Minggu, 01 Maret 2026 pukul 09.05 UTC. "
        + "Pengajuan berikutnya belum dapat diterima. Anda dapat mencoba lagi mulai Senin, 30 Maret 2026 pukul 17.00 UTC.")]
    public void Where_time_heals_it_the_moment_is_told(string culture, string expected) =>
        TooSoon.Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData(
        "en-US",
        "Your last cancellation request ended on Sunday, March 1, 2026 at 16:05. It is too soon for another one. "
        + "You can try again from Tuesday, March 31, 2026 at 00:00.")]
    [InlineData("zh-CN", "您的上一次注销申请已于2026年3月1日星期日 16:05终止，暂时不能再次申请。2026年3月31日星期二 00:00起可再次办理。")]
    [InlineData(
        "id-ID",
        "Pengajuan pembatalan terakhir Anda berakhir pada Minggu, 01 Maret 2026 pukul 16.05. "
        + "Pengajuan berikutnya belum dapat diterima. Anda dapat mencoba lagi mulai Selasa, 31 Maret 2026 pukul 00.00.")]
    public void A_midnight_in_Jakarta_is_told_there_as_the_next_date_without_a_zone(string culture, string expected) =>
        TooSoon.Explain(new CultureInfo(culture), Jakarta).Should().Be(expected);

    [Theory]
    [InlineData("en-US", "2026-02-28T17:00:00Z", "closed at the end of Saturday, February 28, 2026 (expired)", "ended at the end of Saturday, February 28, 2026.", "settled at the end of Saturday, February 28, 2026,")]
    [InlineData("en-US", "2026-02-28T16:59:00Z", "closed on Saturday, February 28, 2026 at 23:59 (expired)", "ended on Saturday, February 28, 2026 at 23:59.", "settled on Saturday, February 28, 2026 at 23:59,")]
    [InlineData("zh-CN", "2026-02-28T17:00:00Z", "已于2026年2月28日星期六结束时注销", "已于2026年2月28日星期六结束时终止", "已于2026年2月28日星期六结束时结算")]
    [InlineData("id-ID", "2026-02-28T17:00:00Z", "ditutup pada akhir hari Sabtu, 28 Februari 2026", "berakhir pada akhir hari Sabtu, 28 Februari 2026.", "dilakukan pada akhir hari Sabtu, 28 Februari 2026,")]
    public void An_end_at_midnight_is_told_by_its_last_day(string culture, string end, string closed, string ended, string settled)
    {
        var (moment, reader) = (NodaTime.Text.InstantPattern.ExtendedIso.Parse(end).Value, new CultureInfo(culture));

        Refusals.SubscriptionClosed(ClosedReason.Expired, moment).Explain(reader, Jakarta).Should().Contain(closed);
        Refusals.CancellationTooSoon(moment, retryAt: moment).Explain(reader, Jakarta).Should().Contain(ended);
        Refusals.CancellationSettled(moment).Explain(reader, Jakarta).Should().Contain(settled);
    }

    [Fact]
    public void Without_a_zone_moments_are_in_UTC() =>
        TooSoon.Explain(CultureInfo.InvariantCulture).Should().Contain("17:00 UTC")
            .And.Be(TooSoon.Explain(CultureInfo.InvariantCulture, DateTimeZone.Utc));

    [Fact]
    public void Dates_are_the_same_in_every_zone() =>
        Dates.Explain(CultureInfo.InvariantCulture, Jakarta).Should().Be(Dates.Explain(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("en", "The balance is too low: the price is USD 31.00, and USD 4.50 is available. Please top up first, or pay in another way.")]
    [InlineData("zh", "余额不足：应付 USD 31.00，可用余额 USD 4.50。请先充值，或选择其他支付方式。")]
    [InlineData(
        "id",
        "Saldo tidak mencukupi: harganya USD 31,00, sedangkan saldo yang tersedia USD 4,50. "
        + "Silakan isi ulang terlebih dahulu atau pilih metode pembayaran lain.")]
    public void A_balance_that_is_too_low_is_told_with_the_price(string culture, string expected) =>
        Refusals.BalanceTooLow(price: Money.Parse("USD 31.00"), balance: Money.Parse("USD 4.50")).Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData("en", "This payment method is not accepted: PayPal. You can pay by: card and account balance.")]
    [InlineData("zh", "不支持该支付方式：PayPal。可选支付方式：银行卡和账户余额。")]
    [InlineData("id", "Metode pembayaran ini tidak diterima: PayPal. Metode yang tersedia: kartu dan saldo.")]
    public void Payment_methods_are_words(string culture, string expected) =>
        Refusals.RenewalMethod(PaymentMethod.PayPal, [PaymentMethod.Card, PaymentMethod.Balance]).Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData("en-US", "The first period has not been paid: USD 31.00 of USD 1,234.50 has arrived. Please pay it first, then activate.")]
    [InlineData("zh-CN", "首个计费周期尚未付清：应付 USD 1,234.50，已付 USD 31.00。请先付款，再激活。")]
    [InlineData(
        "id-ID",
        "Periode pertama belum lunas: USD 31,00 dari USD 1.234,50 telah diterima. Silakan bayar terlebih dahulu, lalu aktifkan.")]
    [InlineData("de-DE", "The first period has not been paid: USD 31,00 of USD 1.234,50 has arrived. Please pay it first, then activate.")]
    public void Amounts_are_written_as_the_culture_writes_them(string culture, string expected) =>
        Unpaid.Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData("en-US", "Please choose another last day of service: from Saturday, January 31, 2026 to Monday, March 30, 2026.")]
    [InlineData("zh-CN", "请重新选择服务的最后一天：须在2026年1月31日星期六至2026年3月30日星期一之间。")]
    [InlineData("id-ID", "Silakan pilih hari terakhir layanan yang lain: dari Sabtu, 31 Januari 2026 sampai dengan Senin, 30 Maret 2026.")]
    [InlineData("de-DE", "Please choose another last day of service: from 2026-01-31 to 2026-03-30.")]
    [InlineData("", "Please choose another last day of service: from 2026-01-31 to 2026-03-30.")]
    public void Dates_are_written_as_the_culture_writes_them_unless_that_is_another_language(string culture, string expected) =>
        Dates.Explain(new CultureInfo(culture)).Should().Be(expected);

    [Fact]
    public void Without_culture_data_dates_are_written_in_ISO_8601()
    {
        var culture = new CultureInfo("zh-CN") { DateTimeFormat = CultureInfo.InvariantCulture.DateTimeFormat };
        Dates.Explain(culture).Should().Be("请重新选择服务的最后一天：须在2026-01-31至2026-03-30之间。");
    }

    [Theory]
    [InlineData("en", "While the subscription is under review, changing the contact is not possible.")]
    [InlineData("zh", "当前订阅状态为“审核中”，无法修改联系方式。")]
    [InlineData("id", "Selama langganan berstatus dalam peninjauan, perubahan kontak tidak dapat dilakukan.")]
    public void Statuses_and_commands_are_words(string culture, string expected) =>
        Refusals.StatusNotPermitted(CommandKind.UpdateContact, SubscriptionStatus.UnderReview).Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData("en", "none", "the app", "the app and the website", "the app, the website and a shop")]
    [InlineData("zh", "无", "手机应用", "手机应用和官网", "手机应用、官网和营业厅")]
    [InlineData("id", "tidak ada", "aplikasi", "aplikasi dan situs web", "aplikasi, situs web, dan gerai")]
    public void Lists_are_joined_as_the_language_does(string culture, string none, string one, string two, string three)
    {
        Say().Should().Contain(none);
        Say(CallerChannel.App).Should().MatchRegex($"[:：] ?{one}[.。]$");
        Say(CallerChannel.App, CallerChannel.Web).Should().MatchRegex($"[:：] ?{two}[.。]$");
        Say(CallerChannel.App, CallerChannel.Web, CallerChannel.Shop).Should().MatchRegex($"[:：] ?{three}[.。]$");

        string Say(params ValueList<CallerChannel> accepted) =>
            Refusals.ChannelNotAccepted(CallerChannel.Email, accepted).Explain(new CultureInfo(culture));
    }

    [Fact]
    public void A_fact_that_was_left_out_is_said_to_be_so() =>
        Refusals.ImportDates(null, new LocalDate(2026, 1, 1), null).Explain(CultureInfo.InvariantCulture)
            .Should().Contain("activated on (not given), paid from 2026-01-01 up to and including (not given)");

    [Fact]
    public void A_brace_in_a_fact_stays_a_brace() =>
        Refusals.DocumentConflict(new PersonalReference("{reference}")).Explain(CultureInfo.InvariantCulture).Should().StartWith("The document {reference} has");

    [Fact]
    public void The_moment_from_which_it_is_possible_is_never_told_too_early() =>
        Refusals.CancellationCommitment(until: AtNine + Duration.FromSeconds(1)).Explain(CultureInfo.InvariantCulture).Should().EndWith("from 2026-03-01 at 09:06 UTC.");

    [Fact]
    public void A_refusal_as_text_is_its_code_and_its_facts()
    {
        TooSoon.ToString().Should().Be("cancellation.too_soon(endedAt: 2026-03-01T09:05:00Z)");
        Refusals.DeviceNotBound(Phone).ToString().Should().Be($"device.not_bound(device: {Phone})");
    }

    [Theory]
    [InlineData("en-US", "You have already paid up to and including Monday, March 30, 2026. No more can be paid in advance yet.")]
    [InlineData("zh-CN", "截至2026年3月30日星期一（含当日）的费用均已付清，暂时不能预付更多周期。")]
    [InlineData("id-ID", "Semua periode sampai dengan Senin, 30 Maret 2026 sudah dibayar, dan periode berikutnya belum dapat dibayar di muka.")]
    public void What_is_paid_is_told_by_its_last_day(string culture, string expected) =>
        Refusals.RenewalTooFarAhead(paidUntil: new LocalDate(2026, 3, 31), retryAt: null).Explain(new CultureInfo(culture)).Should().Be(expected);

    [Theory]
    [InlineData("en-US", "The last day of service is Saturday, February 28, 2026.", "Service ends on Saturday, February 28, 2026 at 17:00 UTC.")]
    [InlineData("zh-CN", "服务的最后一天为2026年2月28日星期六。", "服务将于2026年2月28日星期六 17:00（UTC）终止。")]
    [InlineData("id-ID", "Hari terakhir layanan adalah Sabtu, 28 Februari 2026.", "Layanan berakhir pada Sabtu, 28 Februari 2026 pukul 17.00 UTC.")]
    public void An_end_at_midnight_is_told_by_the_day_before(string culture, string there, string elsewhere)
    {
        var item = new ChecklistItem(ChecklistItemKind.ServiceEnds) { At = Instant.FromUtc(2026, 2, 28, 17, 0) };
        item.Explain(new CultureInfo(culture), Jakarta).Should().Be(there);
        item.Explain(new CultureInfo(culture), DateTimeZone.Utc).Should().Be(elsewhere);
    }

    [Fact]
    public void No_culture_is_not_accepted()
    {
        FluentActions.Invoking(() => TooSoon.Explain(null!)).Should().Throw<ArgumentNullException>().WithParameterName("culture");
        FluentActions.Invoking(() => TooSoon.Explain(null!, Jakarta)).Should().Throw<ArgumentNullException>().WithParameterName("culture");
    }

    [Fact]
    public void No_zone_is_not_accepted() =>
        FluentActions.Invoking(() => TooSoon.Explain(CultureInfo.InvariantCulture, null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("zone");

    private static CarrierPolicy UnbindingFirst(CarrierPolicy policy) =>
        policy with { Devices = policy.Devices with { UnbindingDue = UnbindingDue.BeforeRequest } };
}
