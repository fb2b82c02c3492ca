using System.Globalization;
using System.Reflection;
using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>Every number and every choice of every part of a policy is checked, found by walking the parts: a new one can't be forgotten.</summary>
public class PolicyRangeTests
{
    private static readonly CarrierPolicy Plain = new()
    {
        Identity = new PolicyIdentity { Name = "test", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
        Plans = [new PlanTerms { Code = "monthly", Price = Money.Parse("USD 31.00"), Length = Period.FromMonths(1) }],
    };

    private static IEnumerable<PropertyInfo> Parts =>
        typeof(CarrierPolicy).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Policy", StringComparison.Ordinal));

    public static TheoryData<string, string> Numbers => [.. Within(typeof(int))];

    public static TheoryData<string, string> Choices =>
        [.. Parts.SelectMany(part => part.PropertyType.GetProperties().Where(p => p.PropertyType.IsEnum).Select(p => (part.Name, p.Name)))];

    public static TheoryData<string> PartNames => [.. Parts.Select(part => part.Name)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_far_out_of_range_is_a_fault(string part, string property)
    {
        foreach (var number in new[] { int.MinValue, -1, int.MaxValue })
            OnlyFault(part, property, number).Should().Be((PathOf(part, property), number.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_choice_that_there_is_not_is_a_fault(string part, string property)
    {
        var type = typeof(CarrierPolicy).GetProperty(part)!.PropertyType.GetProperty(property)!.PropertyType;

        OnlyFault(part, property, Enum.ToObject(type, 99)).Should().Be((PathOf(part, property), "99"));
    }

    [Theory]
    [MemberData(nameof(PartNames))]
    public void A_part_that_is_left_out_or_empty_or_null_has_its_defaults(string part)
    {
        var ofCode = ValueOf(Plain, part);
        var ofJson = ValueOf(Read(""), part);
        var ofEmpty = ValueOf(Read($$""","{{CamelCase(part)}}":{}"""), part);
        var ofNull = ValueOf(Read($$""","{{CamelCase(part)}}":null"""), part);

        ofJson.Should().Be(ofCode);
        ofEmpty.Should().Be(ofCode);
        ofNull.Should().Be(ofCode);
    }

    [Fact]
    public void A_policy_of_an_identity_and_plans_in_JSON_is_the_same_as_in_code() => Read("").Should().Be(Plain);

    /// <summary>The figures that the documentation states.</summary>
    [Fact]
    public void The_defaults_are_these()
    {
        Plain.Identity.Calendar.Should().Be(new BusinessCalendar([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]));
        Plain.Access.Channels.Should().Equal(CallerChannel.App, CallerChannel.Web, CallerChannel.Hotline, CallerChannel.Shop);
        Plain.Access.Commands.Should().BeEmpty();
        (Plain.Activation.ActivateWithinDays, Plain.Activation.MaxSuspensionDays).Should().Be((365, 180));
        Plain.Activation.AfterMaxSuspension.Should().Be(AfterSuspension.Resume);
        Plain.Activation.SuspensionStopsTerm.Should().BeFalse();
        Plain.Renewal.GraceDays.Should().Be(30);
        Plain.Renewal.Methods.Should().Equal(Enum.GetValues<PaymentMethod>());
        Plain.Renewal.RetryDays.Should().Equal(1, 2, 4);
        Plain.Renewal.ReminderDays.Should().Equal(7, 1);
        (Plain.Renewal.GraceReminderDays, Plain.Cancellation.ReminderDays).Should().Be((7, 3));
        Plain.Renewal.BalanceLow.Should().BeNull();
        (Plain.Renewal.MaxPrepaidPeriods, Plain.Renewal.ChargeDaysAhead, Plain.Renewal.ChargeTimeoutDays).Should().Be((12, 3, 1));
        (Plain.Renewal.DataLowPercent, Plain.Renewal.DisuseDays).Should().Be((20, 90));
        (Plain.Renewal.ConfirmsProvisioning, Plain.Renewal.ProvisioningTimeoutDays, Plain.Renewal.ProvisioningAttempts).Should().Be((false, 1, 3));
        Plain.Cancellation.Timings.Should().Equal(CancellationTiming.Immediate);
        Plain.Cancellation.Documents.Should().BeEmpty();
        Plain.Cancellation.Review.Should().BeFalse();
        (Plain.Cancellation.OverdueReview, Plain.Cancellation.OverdueClearing).Should().Be((OverdueReview.Escalate, OverdueClearing.Reinstate));
        (Plain.Cancellation.MaxScheduleAheadDays, Plain.Cancellation.WaitingDays, Plain.Cancellation.DocumentDueDays).Should().Be((90, 0, 14));
        (Plain.Cancellation.ReviewBusinessDays, Plain.Cancellation.EscalationBusinessDays).Should().Be((5, 10));
        (Plain.Cancellation.MaxSupplementRounds, Plain.Cancellation.SupplementDueDays).Should().Be((2, 7));
        (Plain.Cancellation.RescueDays, Plain.Cancellation.ClearingDays).Should().Be((7, 30));
        (Plain.Cancellation.RequestCooldownDays, Plain.Cancellation.MaxRequests, Plain.Cancellation.RequestWindowDays).Should().Be((0, 0, 365));
        Plain.Cancellation.ReasonDocuments.Should().BeEmpty();
        (Plain.Cancellation.ProcessBusinessDays, Plain.Cancellation.OverdueProcess).Should().Be((0, OverdueProcess.Escalate));
        (Plain.Cancellation.NoticeDays, Plain.Cancellation.KeepsAccess, Plain.Cancellation.TermsChangeWindowDays).Should().Be((0, true, 30));
        Plain.Settlement.Refund.UnusedPeriod.Should().Be(UnusedWorth.Nothing);
        Plain.Settlement.Refund.Proration.Should().Be(ProrationConvention.Actual);
        Plain.Settlement.RefundDueDays.Should().Be(14);
        (Plain.Devices.MaxDevices, Plain.Devices.UnbindingDue).Should().Be((5, UnbindingDue.BeforeClosing));
        (Plain.Devices.Proof, Plain.Devices.AssumeDeletedAfterDays).Should().Be((UnbindingProof.CustomersWord, 14));
        (Plain.Devices.MaxChanges, Plain.Devices.ChangeWindowDays).Should().Be((0, 30));
    }

    private static IEnumerable<(string Part, string Property)> Within(Type type) =>
        Parts.SelectMany(part => part.PropertyType.GetProperties().Where(p => p.PropertyType == type).Select(p => (part.Name, p.Name)));

    private static (string Path, string Value) OnlyFault(string part, string property, object value)
    {
        // Through a copy, because the parts have no setters: only the property in question differs from the defaults.
        var policy = Plain with { };
        var copy = ValueOf(policy, part);
        copy = copy.GetType().GetMethod("<Clone>$")!.Invoke(copy, null)!;
        copy.GetType().GetProperty(property)!.SetValue(copy, value);
        typeof(CarrierPolicy).GetProperty(part)!.SetValue(policy, copy);
        var fault = policy.Validate()
            .Should().ContainSingle(fault => fault.Severity == PolicySeverity.Error, "{0}.{1} is {2}", part, property, value).Which;
        return (fault.Path, fault.Value);
    }

    private static object ValueOf(CarrierPolicy policy, string part) => typeof(CarrierPolicy).GetProperty(part)!.GetValue(policy)!;

    private static CarrierPolicy Read(string rest) => CarrierPolicy.FromJson(Encoding.UTF8.GetBytes(
        $$$"""{"identity":{"name":"test","version":1,"currency":"USD","zone":"Asia/Jakarta"},"plans":[{"code":"monthly","price":"USD 31.00","length":"P1M"}]{{{rest}}}}"""));

    private static string PathOf(string part, string property) => $"$.{CamelCase(part)}.{CamelCase(property)}";

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
