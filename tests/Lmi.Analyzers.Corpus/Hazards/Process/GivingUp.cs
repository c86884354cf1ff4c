using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.Process.GivingUp;

public class Function
{
    public async Task<int> Handle(string input, ILambdaContext context)
    {
        if (input.Length == 0)
        {
            Environment.Exit(1); //! LMI4003
        }

        Notify(input);
        new Thread(() => Archive(input)).Start();
        await Task.Yield();
        return input.Length;
    }

    private static async void Notify(string input) //! LMI4003
    {
        await Task.Delay(1);
        Console.WriteLine(input);
    }

    private static void Archive(string input)
    {
        if (input.Length > 1000)
        {
            throw new InvalidOperationException("too long to archive"); //! LMI4003
        }
    }
}
