/* SPDX-License-Identifier: MIT
 *
 * Words that a page puts behind a label to say how its toggle stands ("Ads, On"), in the normal form of label.h. Only label_end.c
 * needs them.
 */
#pragma once

/* clang-format off */
static const char *const state_words[] = {
    /* en */ "on", "off", "enabled", "disabled", "yes", "no", "active", "inactive", "turned on", "turned off", "checked", "unchecked",
             "not checked", "selected", "not selected",
    /* de */ "ein", "aus", "an", "ja", "nein", "aktiv", "inaktiv", "aktiviert", "deaktiviert", "eingeschaltet", "ausgeschaltet",
    /* fr */ "oui", "non", "activé", "activée", "désactivé", "désactivée", "actif", "inactif", "marche", "arrêt",
    /* es */ "sí", "activado", "activada", "desactivado", "desactivada", "encendido", "apagado",
    /* it */ "sì", "attivo", "attivato", "attivata", "disattivo", "disattivato", "disattivata", "acceso", "spento",
    /* nl */ "aan", "uit", "nee", "ingeschakeld", "uitgeschakeld",
    /* pt */ "sim", "não", "ativo", "ativado", "ativada", "desativado", "desativada", "ligado", "ligada", "desligado", "desligada",
    /* pl */ "wł", "wył", "tak", "nie", "włączone", "włączona", "włączony", "wyłączone", "wyłączona", "wyłączony",
    /* sv */ "på", "av", "nej", "aktiverad", "aktiverat", "inaktiverad", "inaktiverat",
    /* da */ "til", "fra", "aktiveret", "deaktiveret", "slået til", "slået fra",
    /* fi */ "päällä", "pois", "pois päältä", "käytössä", "ei käytössä", "kyllä", "ei",
    /* nb */ "nei", "aktivert", "deaktivert", "slått på", "slått av",
    /* cs */ "zap", "vyp", "zapnuto", "vypnuto", "ano", "ne",
    /* hu */ "be", "ki", "bekapcsolva", "kikapcsolva", "igen", "nem",
    /* ro */ "da", "nu", "activat", "dezactivat", "pornit", "oprit",
    /* tr */ "açik", "kapali", "etkin", "devre dişi", "evet", "hayir",
    /* el */ "ενεργο", "ανενεργο", "ενεργη", "ανενεργη", "ενεργοποιημενο", "απενεργοποιημενο", "ναι", "οχι",
    /* ru */ "вкл", "выкл", "включено", "выключено", "включен", "выключен", "включён", "отключено", "да", "нет",
    /* uk */ "увімк", "вимк", "увімкнено", "вимкнено", "так", "ні",
    /* ja */ "オン", "オフ", "有効", "無効", "はい", "いいえ",
    /* zh */ "开", "关", "开启", "关闭", "打开", "已开启", "已关闭", "启用", "停用", "禁用", "已启用", "已停用", "是", "否",
             "開", "關", "開啟", "關閉", "打開", "已開啟", "已關閉", "啟用", "已啟用",
    /* ko */ "켬", "끔", "켜짐", "꺼짐", "사용", "사용함", "사용 안 함", "예", "아니요", "아니오",
};
/* clang-format on */
