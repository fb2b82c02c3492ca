namespace EsimLifecycle.Tests;

/// <summary>What could not be read again is not written.</summary>
public class JsonWritingTests
{
    public static TheoryData<LifecycleCommand, string> Unreadable => new()
    {
        { new UnbindDevice(default), "$.device" },
        { new Renew((PaymentMethod)99), "$.method" },
        { new UpdateContact(default), "$.contact" },
        { new BuyPack(null!, PaymentMethod.Card), "$.pack" },
        { new ChooseBalanceDisposition(null!), "$.choice" },
        { new SubmitDocuments([null!]), "$.documents" },
        { new RequestSupplement([(DocumentKind)(-1)]), "$.documents" },
        { new SetAutoRenewal(true, (PaymentMethod)99), "$.method" },
        { new ImportSubscription(Scenario.Id, "monthly") { AutoRenewal = (PaymentMethod)99 }, "$.autoRenewal" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_could_not_be_read_again_is_not_written(LifecycleCommand command, string path) =>
        FluentActions.Invoking(() => LifecycleJson.Write(command)).Should().Throw<LifecycleJsonException>().Which.Path.Should().Be(path);

    [Fact]
    public void Nor_is_a_caller_or_an_event()
    {
        FluentActions.Invoking(() => LifecycleJson.Write(new Caller((Role)9))).Should().Throw<LifecycleJsonException>().WithMessage("$.role: *9*Customer*");
        FluentActions.Invoking(() => LifecycleJson.Write(new DeviceReportedLost { Device = default })).Should().Throw<LifecycleJsonException>();
    }
}
