using System.Text;
using FleetSimulation;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return FleetApp.Run(args, new Terminal(Console.In, Console.Out, Console.Error) { Variable = Environment.GetEnvironmentVariable }, stop.Token);
